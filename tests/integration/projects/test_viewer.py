"""Who is asking, as the service sees them."""

from datetime import date

from tests.harness.subgraph import Subgraph
from tests.integration.projects.desk import Desk


def test_a_persona_with_its_region_and_the_business_date(projects: Subgraph) -> None:
    projects.set_today(date(2020, 3, 10))
    assert Desk(projects).ask("WhoAmI", "county_office")["viewer"] == {
        "subject": "county_office",
        "name": "县扶贫办经办员",
        "today": "2020-03-10",
        "grants": [{"role": "COUNTY_OFFICE", "region": {"code": "652822", "name": "轮台县", "level": "COUNTY"}}],
    }


def test_nobody_without_a_token(projects: Subgraph) -> None:
    assert Desk(projects).ask("WhoAmI", None) == {"viewer": None}


def test_the_whole_tree_is_no_region(projects: Subgraph) -> None:
    viewer = Desk(projects).ask("WhoAmI", "platform_operator")["viewer"]
    assert viewer["grants"] == [{"role": "PLATFORM_OPERATOR", "region": None}]


def test_a_grant_over_a_retired_or_an_unknown_region(projects: Subgraph) -> None:
    grants = [{"role": "COUNTY_OFFICE", "region": code} for code in ("411023", "999999")]
    token = projects.tokens.token("county_office", grants=grants)
    answer = projects.post("{ viewer { grants { region { code } } } }", token=token)
    assert answer == {"data": {"viewer": {"grants": [{"region": {"code": "411003"}}]}}}


def test_bad_tokens_are_refused(projects: Subgraph) -> None:
    tokens = projects.tokens
    for token in (tokens.expired("county_office"), tokens.foreign("county_office"), tokens.unsigned("county_office")):
        answer = projects.post("{ viewer { name } }", token=token)
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["UNAUTHENTICATED"]
