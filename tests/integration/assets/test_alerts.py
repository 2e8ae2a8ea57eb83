"""The inbox: alerts are raised once per cause, ordered by urgency, and go away with their cause."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from chassis.tables import new_id
from published.idle_terms import AssetAlertKind
from rulebook.verdict import Kind, Outcome, Verdict
from services.assets.alert.commands import assign_alerts, raise_alert, resolve_alerts
from services.assets.asset.models import Asset
from tests.integration.assets.desk import working
from tests.integration.assets.scene import OTHER_VILLAGE, VILLAGE, Scene

TODAY = date(2021, 1, 31)
INBOX = """query(
    $where: AssetAlertWhereInput, $order: AssetAlertOrder! = PRIORITY_DESC, $first: Int! = 20, $after: String) {
  assetAlerts(first: $first, after: $after, where: $where, orderBy: $order) {
    nodes { id kind state raisedOn dueOn verdict { ruleId kind outcome message measured pack assumed }
      priority { score value days clustering risk } assignee { id } asset { id name region { id } } project { id } }
    edges { cursor } totalCount { count precision } pageInfo { hasNextPage endCursor } } }"""


def verdict(**changes: Any) -> Verdict:
    given: dict[str, Any] = {
        "rule_id": "A-09",
        "kind": Kind.ALERT,
        "outcome": Outcome.WARN,
        "message": "管护责任尚未落实。",
        "message_en": "Nobody keeps it up.",
        "measured": "无",
        "required": "有",
        "citation": None,
        "pack": "default",
        "assumed": True,
    }
    return Verdict(**given | changes)


def alarm(scene: Scene, asset: str, kind: AssetAlertKind, raised_on: date, value: int = 100_00) -> UUID:
    with working(scene.assets) as uow:
        row = uow.get(Asset, UUID(asset))
        return raise_alert(uow, kind, row, verdict(), raised_on=raised_on, asset_id=row.id, value=value).id


def inbox(scene: Scene, persona: str = "county_asset_manager", **variables: Any) -> Any:
    return scene.ask(INBOX, persona, **variables)["assetAlerts"]


@pytest.fixture(scope="module")
def asset(scene: Scene) -> str:
    scene.assets.set_today(TODAY)
    return scene.register()


def about(asset: str, alerts: Any) -> list[Any]:
    return [alert for alert in alerts["nodes"] if alert["asset"]["id"] == asset]


def test_an_alert_says_why_and_how_urgent_it_is(scene: Scene, asset: str) -> None:
    alarm(scene, asset, AssetAlertKind.UPKEEP_MISSING, date(2021, 1, 1), value=985_600_00)
    (alert,) = about(asset, inbox(scene, where={"kind": {"eq": "UPKEEP_MISSING"}}))
    assert (alert["state"], alert["raisedOn"], alert["dueOn"]) == ("OPEN", "2021-01-01", "2021-01-31")
    assert alert["verdict"]["message"] == "管护责任尚未落实。"
    parts = alert["priority"]
    assert (parts["value"], parts["days"], parts["clustering"], parts["risk"]) == ("985600.00", 30, "1.00", "1.20")
    assert Decimal(parts["score"]) == Decimal("985600.00") * 30 * Decimal("1.00") * Decimal("1.20")


def test_the_same_cause_is_told_once_while_it_lasts(scene: Scene, asset: str) -> None:
    first = alarm(scene, asset, AssetAlertKind.TITLE_MISSING, date(2021, 1, 2))
    assert alarm(scene, asset, AssetAlertKind.TITLE_MISSING, date(2021, 1, 9)) == first
    with working(scene.assets) as uow:
        resolve_alerts(uow, AssetAlertKind.TITLE_MISSING, UUID(asset), date(2021, 1, 10))
    again = alarm(scene, asset, AssetAlertKind.TITLE_MISSING, date(2021, 1, 20))
    assert again != first
    found = {each["id"]: each for each in about(asset, inbox(scene, where={"kind": {"in": ["TITLE_MISSING"]}}))}
    assert (found[str(first)]["state"], found[str(first)]["priority"]["days"]) == ("RESOLVED", 8)
    assert (found[str(again)]["state"], found[str(again)]["priority"]["days"]) == ("OPEN", 11)
    actions = scene.assets.rows(
        "SELECT action FROM journal WHERE entity_type = 'AssetAlert' AND entity_id = %(id)s ORDER BY id", {"id": first}
    )
    assert actions == [("alert.raise",), ("alert.resolve",)]


def test_a_cause_that_went_away_before_it_was_found_is_resolved_on_the_day_it_was_found(
    scene: Scene, asset: str
) -> None:
    alarm(scene, asset, AssetAlertKind.HANDOVER_MISSING, date(2021, 1, 20))
    with working(scene.assets) as uow:
        resolve_alerts(uow, AssetAlertKind.HANDOVER_MISSING, UUID(asset), date(2020, 12, 1))
    (alert,) = about(asset, inbox(scene, where={"kind": {"eq": "HANDOVER_MISSING"}}))
    assert (alert["state"], alert["priority"]["days"]) == ("RESOLVED", 1)


def test_an_alert_is_given_to_a_person_more_than_once(scene: Scene) -> None:
    asset = scene.register()
    alarm(scene, asset, AssetAlertKind.PATROL_OVERDUE, date(2021, 1, 20))
    for person, due in ((new_id(), date(2021, 2, 1)), (new_id(), date(2021, 2, 8))):
        with working(scene.assets) as uow:
            assign_alerts(uow, UUID(asset), person, due)
    (alert,) = about(asset, inbox(scene, where={"assigneeId": {"eq": str(person)}}))
    assert (alert["state"], alert["dueOn"], alert["assignee"]) == ("ASSIGNED", "2021-02-08", None)


def test_the_most_urgent_comes_first_on_every_page(scene: Scene) -> None:
    values = (5_00, 400_00, 30_00)
    assets = [scene.register() for _ in values]
    for one, value in zip(assets, values, strict=True):
        alarm(scene, one, AssetAlertKind.DISTRIBUTION_UNPUBLISHED, date(2021, 1, 1), value)
    where = {"kind": {"eq": "DISTRIBUTION_UNPUBLISHED"}}
    seen, after = [], None
    for _ in values:
        page = inbox(scene, where=where, first=1, after=after)
        seen += [each["asset"]["id"] for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert seen == [assets[1], assets[2], assets[0]]
    assert page["pageInfo"]["hasNextPage"] is False
    assert page["totalCount"] == {"count": 3, "precision": "EXACT"}


@pytest.mark.parametrize(("order", "places"), [("RAISED_ON_DESC", [1, 0]), ("DUE_ON_ASC", [0, 1])])
def test_the_newest_or_the_first_due_comes_first(scene: Scene, order: str, places: list[int]) -> None:
    assets = [scene.register(), scene.register()]
    for one, day in zip(assets, (date(2021, 1, 3), date(2021, 1, 4)), strict=True):
        alarm(scene, one, AssetAlertKind.CONTRACT_EXPIRED, day)
    found = inbox(scene, where={"kind": {"eq": "CONTRACT_EXPIRED"}}, order=order)["nodes"]
    mine = [each["asset"]["id"] for each in found if each["asset"]["id"] in assets]
    assert mine == [assets[place] for place in places]


def test_nobody_sees_the_alerts_of_another_place(scene: Scene) -> None:
    other = scene.register(at=OTHER_VILLAGE, regionCode=OTHER_VILLAGE)
    alarm(scene, other, AssetAlertKind.RELAPSE, date(2021, 1, 3))
    assert about(other, inbox(scene, where={"kind": {"eq": "RELAPSE"}}))
    assert not about(other, inbox(scene, "village_clerk", where={"kind": {"eq": "RELAPSE"}}))
    assert inbox(scene, "village_clerk", where={"region": {"under": VILLAGE}, "kind": {"eq": "RELAPSE"}})["nodes"] == []
