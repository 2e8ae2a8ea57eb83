"""The county asset manager's morning: every number of the board opens to the list that makes it."""

from typing import Any

import pytest

from tests.journeys.story.money import COUNTY
from tests.journeys.story.telling import Story
from tests.journeys.story.thread import Told

MANAGER = "county_asset_manager"
GROUPS = """query($region: RegionCode!, $by: [AssetDimension!]!) {
  assetBoard(regionCode: $region) { count netValue groupBy(by: $by) { keys count originalValue netValue } } }"""
LIST = """query($where: AssetWhereInput) { assets(first: 100, where: $where) {
  nodes { id state { netValue } } totalCount { count } aggregate { count originalValue netValue } } }"""
CONDITIONS = {
    "UTILISATION": "utilisation",
    "TITLE": "title",
    "ASSET_CLASS": "assetClass",
    "CATEGORY": "categoryCode",
    "REGION": "region",
    "OWNER_LEVEL": "ownerLevel",
    "OPERATOR_KIND": "operatorKind",
    "FUND_CATEGORY": "fundCategoryCode",
    "IDLE_REASON": "idleReason",
}


@pytest.fixture(scope="module")
def story(told: Told) -> Story:
    return told.complete()


def ask(story: Story, document: str, **variables: Any) -> Any:
    answer = story.deployment.graphql(document, variables, persona=MANAGER)
    assert "errors" not in answer, answer
    return answer["data"]


def test_the_board_answers_in_one_query(story: Story) -> None:
    board = story.ask(MANAGER, "MorningBoard", region=COUNTY, since="2020-11-01")["assetBoard"]
    assert (board["count"], board["originalValue"]) == (1, "985600.00")
    assert board["revitalisationByCountBps"] == 10_000
    assert board["idleRateByCountBps"] == 0


@pytest.mark.parametrize("dimension", sorted(CONDITIONS))
def test_every_number_opens_to_its_rows(story: Story, dimension: str) -> None:
    board = ask(story, GROUPS, region=COUNTY, by=[dimension])["assetBoard"]
    for group in board["groupBy"]:
        (key,) = group["keys"]
        condition = {"under": key} if dimension == "REGION" else {"eq": key}
        where = {"region": {"under": COUNTY}, CONDITIONS[dimension]: condition}
        if not key:
            continue
        opened = ask(story, LIST, where=where)["assets"]
        assert opened["totalCount"]["count"] == opened["aggregate"]["count"] == group["count"], (dimension, key)
        assert len(opened["nodes"]) == group["count"]
        if dimension != "FUND_CATEGORY":
            assert opened["aggregate"]["netValue"] == group["netValue"]


def test_the_inbox_holds_what_asks_for_attention_and_why(story: Story) -> None:
    alerts = story.ask(MANAGER, "MorningInbox", region=COUNTY)["assetAlerts"]
    assert alerts["totalCount"]["count"] == len(alerts["nodes"])
    for alert in alerts["nodes"]:
        assert alert["verdict"]["message"]
        assert alert["priority"]["score"]


def test_renewals_and_what_is_owed(story: Story) -> None:
    watch = story.ask(MANAGER, "RenewalWatch", region=COUNTY, until="2023-12-31")["operationContracts"]["nodes"]
    assert [(each["state"], each["endsOn"]) for each in watch] == [("ACTIVE", "2023-06-30")]
    owed = story.ask(MANAGER, "OverdueIncome", region=COUNTY)["incomes"]
    assert (owed["nodes"], owed["aggregate"]["count"]) == ([], 0)


def test_the_field_visit_shows_the_whole_asset(story: Story) -> None:
    asset = story.ask(MANAGER, "FieldVisit", id=story.ids["asset"])["asset"]
    assert (asset["state"]["title"], asset["state"]["utilisation"]) == ("HANDED_OVER", "IN_USE")
    assert [case["state"] for case in asset["idleCases"]] == ["REVITALISED"]
    assert {change["axis"] for change in asset["history"]} == {"title", "operation", "utilisation", "lifecycle"}


def test_the_relapse_is_watched(story: Story) -> None:
    (case,) = story.ask(MANAGER, "RelapseWatch", region=COUNTY)["idleCases"]["nodes"]
    path = [change["toState"] for change in case["history"]]
    assert path == ["SUSPECTED", "CONFIRMED", "PLANNED", "APPROVED", "EXECUTING", "TRIAL", "REVITALISED"]
    assert case["history"][-1]["actor"] != case["history"][4]["actor"]


def test_the_project_dossier_and_the_pipeline(story: Story) -> None:
    project = story.ask("county_office", "ProjectDossier", id=story.ids["project"])["project"]
    assert project["state"] == "HANDED_OVER"
    standing = [(notice["kind"], notice["level"]) for notice in project["notices"] if notice["state"] != "CLOSED"]
    assert (len(project["notices"]), standing) == (5, [("ANNOUNCEMENT", "COUNTY")])
    (link,) = project["benefitLinks"]
    assert link["realisedAmount"] == "9000.01"
    where = {"region": {"under": COUNTY}, "NOT": {"state": {"in": ["REMOVED", "CANCELLED"]}}}
    pipeline = story.ask("county_office", "Pipeline", where=where)["projects"]
    assert pipeline["aggregate"]["count"] == len(pipeline["nodes"])
