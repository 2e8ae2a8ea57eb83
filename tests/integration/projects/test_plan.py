"""Annual plans: drafted from the library, replaced, approved by somebody else, read by who may."""

from typing import Any

import pytest

from published.funds import AllocationIssuedV1
from published.projects import ProjectApprovedV1
from tests.integration.projects.desk import COUNTY, NOBODY, PREFECTURE, SIBLING_COUNTY, VILLAGE, Desk
from tests.integration.projects.neighbours import allocation
from tests.integration.projects.way import Way, approval_of, draft_of, verdicts


def in_library(desk: Desk) -> Way:
    way = Way(desk)
    way.to_library()
    return way


@pytest.fixture(scope="module")
def library(desk: Desk) -> tuple[Way, Way]:
    """Two projects in the library, 1 000 000 yuan each."""
    return in_library(desk), in_library(desk)


def arrived(desk: Desk, fen: int) -> AllocationIssuedV1:
    """Money that the county was given for 2021."""
    ((region, path),) = desk.subgraph.rows("SELECT id, path FROM region WHERE code = '652822'")
    return allocation(1, fen, 2021, region_id=region, region_code=COUNTY, region_path=path)


def test_a_plan_is_drafted_replaced_and_approved_with_its_projects(desk: Desk, library: tuple[Way, Way]) -> None:
    one, other = library
    plan = desk.do("DraftAnnualPlan", draft_of(one), "county_office")["annualPlan"]
    assert (plan["version"], plan["state"], plan["plannedAmount"]) == (1, "DRAFT", "1000000.00")
    both = draft_of(one, other, expectedVersion=1)
    plan = desk.do("DraftAnnualPlan", both, "county_office")["annualPlan"]
    assert (plan["version"], plan["plannedAmount"]) == (2, "2000000.00")
    assert {node["state"] for node in plan["projects"]["nodes"]} == {"SCHEDULED"}
    plan = desk.do("DraftAnnualPlan", draft_of(other, expectedVersion=2), "county_office")["annualPlan"]
    assert plan["projects"]["nodes"] == [{"id": other.id, "state": "SCHEDULED"}]
    assert (one.refresh()["state"], other.refresh()["state"]) == ("IN_LIBRARY", "SCHEDULED")
    one.on("2020-03-24")
    payload = desk.do("ApproveAnnualPlan", approval_of(plan), "county_leading_group")
    assert payload["annualPlan"] | {"state": "APPROVED", "whatBlocks": []} == payload["annualPlan"]
    assert payload["annualPlan"]["meeting"] == {"heldOn": "2020-03-24", "reference": "轮扶领纪〔2020〕6号"}
    assert (verdicts(payload, "PASS"), verdicts(payload, "NOT_EVALUABLE")) == ({"P-29", "ROL-01"}, {"P-03"})
    assert (one.refresh()["state"], other.refresh()["state"]) == ("IN_LIBRARY", "APPROVED")
    told = desk.subgraph.told()[-1]
    assert isinstance(told, ProjectApprovedV1)
    assert (str(told.project.id), told.plan_year) == (other.id, 2020)
    again = approval_of(payload["annualPlan"])
    assert [code for code, _ in desk.refused("ApproveAnnualPlan", again, "county_leading_group")] == ["WRONG_STATE"]
    redraft = draft_of(one, expectedVersion=payload["annualPlan"]["version"])
    assert [code for code, _ in desk.refused("DraftAnnualPlan", redraft, "county_office")] == ["WRONG_STATE"]


@pytest.fixture(scope="module")
def drafted(desk: Desk, library: tuple[Way, Way]) -> tuple[Way, dict[str, Any]]:
    """A project in the draft of 2022, and that plan."""
    way = in_library(desk)
    plan = desk.do("DraftAnnualPlan", draft_of(way, year=2022), "county_office")["annualPlan"]
    return way, plan


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"regionCode": VILLAGE}, "FORBIDDEN", None),
        ({"year": 1}, "INVALID_INPUT", ["input", "year"]),
        ({"projectIds": []}, "INVALID_INPUT", ["input", "projectIds"]),
        ({"projectIds": [NOBODY]}, "NOT_FOUND", ["input", "projectIds", "0"]),
        ({"expectedVersion": 1}, "INVALID_INPUT", ["input", "expectedVersion"]),
        ({"year": 2022}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"year": 2022, "expectedVersion": 9}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({}, "INVALID_INPUT", ["input", "projectIds", "0"]),
    ],
)
def test_bad_drafts_are_refused_at_their_field(
    desk: Desk, drafted: tuple[Way, dict[str, Any]], changed: dict[str, Any], code: str, field: list[str] | None
) -> None:
    """The last one names a project that stands in the plan of 2022 already."""
    given = draft_of(drafted[0], year=2023) | changed
    persona = "county_office" if code != "FORBIDDEN" else "township_clerk"
    ((found, where),) = desk.refused("DraftAnnualPlan", given, persona)
    assert (found, where) == (code, field)


def test_a_plan_is_of_a_county_and_names_each_project_once(desk: Desk, drafted: tuple[Way, dict[str, Any]]) -> None:
    way, _ = drafted
    twice = draft_of(way, way, year=2023)
    assert desk.refused("DraftAnnualPlan", twice, "county_office") == [("INVALID_INPUT", ["input", "projectIds"])]
    grants = [{"role": "COUNTY_OFFICE", "region": PREFECTURE}]
    token = desk.subgraph.tokens.token("county_office", grants=grants)
    for place, field in (
        (PREFECTURE, ["input", "regionCode"]),
        (SIBLING_COUNTY, ["input", "projectIds", "0"]),
    ):
        given = draft_of(way, year=2023, regionCode=place)
        assert desk.refused("DraftAnnualPlan", given, None, token=token) == [("INVALID_INPUT", field)]


def test_a_draft_of_a_village_is_not_yet_for_a_plan(desk: Desk) -> None:
    way = Way(desk)
    ((code, _),) = desk.refused("DraftAnnualPlan", draft_of(way, year=2023), "county_office")
    assert code == "WRONG_STATE"


@pytest.mark.parametrize("persona", ["village_clerk", "township_clerk", "county_leading_group", "stranger"])
def test_only_the_county_office_drafts(desk: Desk, drafted: tuple[Way, dict[str, Any]], persona: str) -> None:
    given = draft_of(drafted[0], year=2023)
    assert [code for code, _ in desk.refused("DraftAnnualPlan", given, persona)] == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"id": NOBODY}, "NOT_FOUND", ["input", "id"]),
        ({"expectedVersion": 9}, "VERSION_CONFLICT", ["input", "expectedVersion"]),
        ({"meeting": {"heldOn": "2099-01-01", "reference": "x"}}, "INVALID_INPUT", ["input", "meeting", "heldOn"]),
        ({"meeting": {"heldOn": "2020-03-01", "reference": "x"}}, "INVALID_INPUT", ["input", "meeting", "heldOn"]),
        ({"meeting": {"heldOn": "2020-03-24", "reference": ""}}, "RULE_BLOCKED", None),
    ],
)
@pytest.mark.rule("P-29")
def test_bad_approvals_are_refused_at_their_field(
    desk: Desk, drafted: tuple[Way, dict[str, Any]], changed: dict[str, Any], code: str, field: list[str] | None
) -> None:
    drafted[0].on("2020-03-24")
    given = approval_of(drafted[1]) | changed
    assert desk.refused("ApproveAnnualPlan", given, "county_leading_group") == [(code, field)]


@pytest.mark.parametrize("persona", ["township_clerk", "county_office", "stranger", None])
def test_only_the_leading_group_approves_the_plan(
    desk: Desk, drafted: tuple[Way, dict[str, Any]], persona: str | None
) -> None:
    drafted[0].on("2020-03-24")
    ((code, _),) = desk.refused("ApproveAnnualPlan", approval_of(drafted[1]), persona)
    assert code == ("FORBIDDEN" if persona == "county_office" else "NOT_FOUND")


def test_who_drafted_the_plan_does_not_approve_it(desk: Desk, drafted: tuple[Way, dict[str, Any]]) -> None:
    drafted[0].on("2020-03-24")
    grants = [{"role": "COUNTY_LEADING_GROUP", "region": COUNTY}]
    both = desk.subgraph.tokens.token("county_office", grants=grants)
    ((code, _),) = desk.refused("ApproveAnnualPlan", approval_of(drafted[1]), None, token=both)
    assert code == "FORBIDDEN"


@pytest.mark.rule("ROL-01")
def test_no_other_level_approves_it(desk: Desk, drafted: tuple[Way, dict[str, Any]]) -> None:
    drafted[0].on("2020-03-24")
    grants = [{"role": "COUNTY_LEADING_GROUP", "region": PREFECTURE}]
    token = desk.subgraph.tokens.token("county_leading_group", grants=grants)
    payload = desk.attempt("ApproveAnnualPlan", approval_of(drafted[1]), None, token=token)
    assert verdicts(payload, "BLOCK") == {"ROL-01"}


@pytest.mark.rule("P-03")
def test_a_library_out_of_proportion_asks_for_a_reason(desk: Desk, drafted: tuple[Way, dict[str, Any]]) -> None:
    """The library holds two projects of a million each; told twice, the money counts once."""
    way, plan = drafted
    way.on("2020-03-24")
    first = desk.subgraph.deliver(arrived(desk, 50_000_000))
    desk.subgraph.deliver(arrived(desk, 50_000_000), event_id=first.id)
    payload = desk.attempt("ApproveAnnualPlan", approval_of(plan), "county_leading_group")
    assert [(each["code"], each["field"]) for each in payload["errors"]] == [("REASON_REQUIRED", ["input", "reason"])]
    (found,) = [each for each in payload["verdicts"] if each["ruleId"] == "P-03"]
    assert (found["outcome"], found["measured"], found["required"]) == ("WARN", "400.00%", "150.00%至200.00%")
    (step,) = [each for each in blocks(desk, "county_leading_group") if each["mutation"] == "annualPlanApprove"]
    assert (step["ready"], step["permitted"]) == (True, True)
    assert [(each["ruleId"], each["outcome"]) for each in step["verdicts"]] == [("P-03", "WARN")]
    reasoned = approval_of(plan) | {"reason": "储备来年项目"}
    assert desk.do("ApproveAnnualPlan", reasoned, "county_leading_group")["annualPlan"]["state"] == "APPROVED"


def blocks(desk: Desk, persona: str) -> list[dict[str, Any]]:
    document = """{ region(code: "652822") { annualPlan(year: 2022) { whatBlocks {
      mutation ready permitted verdicts { ruleId outcome } } } } }"""
    found: list[dict[str, Any]] = desk.subgraph.post(document, {}, persona)["data"]["region"]["annualPlan"][
        "whatBlocks"
    ]
    return found


DOCUMENT = """query($year: Int!) { region(code: "652800") { children { code annualPlan(year: $year) {
  year state plannedAmount region { code } } } } }"""


def plans(desk: Desk, persona: str, year: int) -> dict[str, Any]:
    answer = desk.subgraph.post(DOCUMENT, {"year": year}, persona)
    assert "errors" not in answer, answer
    children = answer["data"]["region"]["children"]
    assert len(children) == 9
    return {child["code"]: child["annualPlan"] for child in children if child["annualPlan"]}


@pytest.mark.parametrize("persona", ["county_office", "prefecture_finance"])
def test_a_region_has_the_plan_of_the_year_asked_for(
    desk: Desk, drafted: tuple[Way, dict[str, Any]], persona: str
) -> None:
    (found,) = plans(desk, persona, 2022).values()
    assert (found["year"], found["plannedAmount"], found["region"]) == (2022, "1000000.00", {"code": "652822"})
    assert plans(desk, persona, 2024) == {}


@pytest.mark.parametrize("persona", ["village_clerk", "stranger"])
def test_outside_the_county_there_is_none(desk: Desk, drafted: tuple[Way, dict[str, Any]], persona: str) -> None:
    assert plans(desk, persona, 2022) == {}
