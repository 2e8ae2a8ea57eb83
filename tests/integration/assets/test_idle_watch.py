"""Who has to do something by when, what is late, and what falls idle again."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.tables import new_id
from published.idle import IdleCaseConfirmedV1, IdleCaseDismissedV1, IdleCaseRelapsedV1, IdleCaseRevitalisedV1
from published.projects import OfficialRegisteredV1, OfficialSnapshot
from tests.harness.regions import placed
from tests.integration.assets.idle_scene import CHECKED_ON, MANAGER, OFFICE, IdleScene
from tests.integration.assets.scene import COUNTY, OTHER_COUNTY, Scene
from tests.integration.assets.test_alerts import INBOX
from tests.journeys.operations import document

DUE = CHECKED_ON + timedelta(days=20)


@pytest.fixture
def idle(scene: Scene) -> IdleScene:
    scene.assets.set_today(CHECKED_ON)
    return IdleScene(scene)


def official(version: int = 1, place: str = COUNTY, id: UUID | None = None) -> OfficialRegisteredV1:
    told: dict[str, Any] = placed(place)
    snapshot = OfficialSnapshot(id=id or new_id(), version=version, **told, organisation_id=new_id(), duty="管护员")
    return OfficialRegisteredV1(official=snapshot)


@pytest.fixture
def person(scene: Scene) -> UUID:
    event = official()
    scene.assets.deliver(event)
    return event.official.id


def test_a_person_is_kept_once_as_the_newest_event_says(idle: IdleScene) -> None:
    newest, event_id = official(version=2, place=OTHER_COUNTY), new_id()
    for event, identifier in ((newest, event_id), (newest, event_id), (official(id=newest.official.id), new_id())):
        idle.assets.deliver(event, event_id=identifier)
    rows = idle.assets.rows("SELECT version, region_path FROM official WHERE id = %(id)s", {"id": newest.official.id})
    assert rows == [(2, newest.official.region_path)]


def assign(idle: IdleScene, person: UUID, cases: list[tuple[str, int]], persona: str = MANAGER) -> Any:
    targets = [{"id": case, "expectedVersion": version} for case, version in cases]
    given = {"cases": targets, "assigneeId": str(person), "dueOn": str(DUE)}
    return idle.assets.run(idle.assets.own_part(document("AssignCases")), given, persona)


def alerts(idle: IdleScene, case: str) -> dict[str, Any]:
    """What the inbox says of a case, the newest of each kind."""
    nodes: list[Any] = []
    after, more = None, True
    while more:
        page = idle.scene.ask(INBOX, first=100, after=after, order="RAISED_ON_DESC")["assetAlerts"]
        nodes += page["nodes"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    rows = idle.assets.rows("SELECT id FROM asset_alert WHERE idle_case_id = %(id)s", {"id": case})
    ids = {str(row[0]) for row in rows}
    return {node["kind"]: node for node in reversed(nodes) if node["id"] in ids}


def test_cases_and_their_alerts_are_given_to_a_named_person(idle: IdleScene, person: UUID) -> None:
    cases = [idle.suspected(), idle.confirmed()]
    payload = assign(idle, person, [(case, idle.version(case)) for case in cases])
    assert payload["errors"] == []
    assert [each["id"] for each in payload["idleCases"]] == cases
    assert {(each["dueOn"], each["overdue"]) for each in payload["idleCases"]} == {(str(DUE), False)}
    alert = alerts(idle, cases[0])["IDLE_SUSPECT"]
    assert (alert["state"], alert["assignee"], alert["dueOn"]) == ("ASSIGNED", {"id": str(person)}, str(DUE))
    mine = idle.cases(where={"assigneeId": {"eq": str(person)}}, order="DUE_ON_ASC")["nodes"]
    assert [each["id"] for each in mine] == cases
    idle.assets.set_today(DUE + timedelta(days=1))
    assert all(idle.case(case)["overdue"] for case in cases)
    late = idle.cases(where={"assigneeId": {"eq": str(person)}, "overdue": True})
    assert late["totalCount"]["count"] == 2
    assert idle.cases(where={"assigneeId": {"eq": str(person)}, "overdue": False})["nodes"] == []


def test_all_cases_are_assigned_or_none(idle: IdleScene, person: UUID) -> None:
    good, changed = idle.suspected(), idle.confirmed()
    closed = idle.struck_off()
    idle.assets.set_today(CHECKED_ON)
    before = idle.kept()
    for bad, code, field in (
        ((changed, 1), "VERSION_CONFLICT", ["input", "cases", "1", "expectedVersion"]),
        ((str(new_id()), 1), "NOT_FOUND", ["input", "cases", "1", "id"]),
        ((closed, idle.version(closed)), "WRONG_STATE", None),
    ):
        payload = assign(idle, person, [(good, idle.version(good)), bad])
        assert payload["idleCases"] is None
        (error,) = payload["errors"]
        assert (error["code"], error["field"]) == (code, field)
    assert idle.kept() == before


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"assigneeId": str(new_id())}, "NOT_FOUND", ["input", "assigneeId"]),
        ({"dueOn": str(CHECKED_ON - timedelta(days=1))}, "INVALID_INPUT", ["input", "dueOn"]),
        ({"dueOn": "soon"}, "INVALID_INPUT", ["input", "dueOn"]),
        ({"cases": []}, "INVALID_INPUT", ["input", "cases"]),
    ],
)
def test_wrong_assignments_are_refused(
    idle: IdleScene, person: UUID, changes: dict[str, Any], code: str, field: list[str]
) -> None:
    given = {"cases": [{"id": str(new_id()), "expectedVersion": 1}], "assigneeId": str(person), "dueOn": str(DUE)}
    (error,) = idle.assets.run(idle.assets.own_part(document("AssignCases")), given | changes, MANAGER)["errors"]
    assert (error["code"], error["field"]) == (code, field)


def test_a_case_is_named_once_and_only_the_manager_assigns(idle: IdleScene, person: UUID) -> None:
    case = idle.suspected()
    twice = [(case, idle.version(case))] * 2
    assert assign(idle, person, twice)["errors"][0]["field"] == ["input", "cases"]
    assert assign(idle, person, twice[:1], OFFICE)["errors"][0]["code"] == "FORBIDDEN"


def test_a_plan_past_its_date_is_told_once_and_more_urgent(idle: IdleScene) -> None:
    case = idle.approved()
    target = date(2021, 12, 31)
    idle.watch(target)
    assert "IDLE_PLAN_OVERDUE" not in alerts(idle, case)
    assert not idle.case(case)["overdue"]
    idle.watch(target + timedelta(days=1))
    alert = alerts(idle, case)["IDLE_PLAN_OVERDUE"]
    assert (alert["verdict"]["ruleId"], alert["verdict"]["measured"]) == ("A-10", "逾期1天")
    shown = idle.case(case)
    assert (shown["overdue"], shown["priority"]["risk"], alert["priority"]["risk"]) == (True, "1.50", "1.50")
    idle.watch(target + timedelta(days=2))
    assert idle.version(case) == shown["version"]


def test_a_returned_plan_is_no_longer_late(idle: IdleScene) -> None:
    case = idle.planned()
    idle.watch(date(2022, 1, 1))
    assert alerts(idle, case)["IDLE_PLAN_OVERDUE"]["state"] == "OPEN"
    returned = {"decision": "RETURN", "reviewedOn": "2022-01-01", "comments": "重新安排"}
    idle.done("ReviewIdleCase", case, OFFICE, **returned)
    assert alerts(idle, case)["IDLE_PLAN_OVERDUE"]["state"] == "RESOLVED"
    assert not idle.case(case)["overdue"]
    idle.done("PlanIdleCase", case, **idle.plan(targetOn="2022-01-10"))
    idle.watch(date(2022, 1, 11))
    assert alerts(idle, case)["IDLE_PLAN_OVERDUE"]["raisedOn"] == "2022-01-11"


def idle_again(idle: IdleScene, before: str, days: int) -> str:
    """Found idle so many days after it was struck off, once its contract was over; the new case."""
    asset = idle.case(before)["asset"]["id"]
    struck_off = CHECKED_ON + timedelta(days=90)
    again = struck_off + timedelta(days=days)
    ended = {"id": asset, "day": struck_off + timedelta(days=1)}
    with_end = "UPDATE operation_contract SET ends_on = %(day)s, state = 'EXPIRED' WHERE asset_id = %(id)s RETURNING id"
    idle.assets.rows(with_end, ended)
    idle.detect(again)
    case = idle.cases_of(asset)[-1]
    idle.done("ConfirmIdleCase", case, **idle.finding(checkedOn=str(again)))
    idle.relapse(again)
    return case


def test_idle_again_within_the_watch_is_a_relapse(idle: IdleScene) -> None:
    before = idle.struck_off()
    again = idle_again(idle, before, 200)
    old, new = idle.case(before), idle.case(again)
    assert (old["state"], new["state"], new["relapseOf"]) == ("RELAPSED", "CONFIRMED", {"id": before})
    assert new["priority"]["risk"] == "2.00"
    alert = alerts(idle, again)["RELAPSE"]
    assert (alert["verdict"]["ruleId"], alert["verdict"]["measured"]) == ("A-24", "200天")
    assert "200天后再次闲置" in alert["verdict"]["message"]
    told = [type(each) for each in idle.assets.told() if str(each.snapshot.id) == before]
    assert told[-2:] == [IdleCaseRevitalisedV1, IdleCaseRelapsedV1]
    version = idle.version(before)
    idle.relapse(CHECKED_ON + timedelta(days=291))
    assert idle.version(before) == version


def test_idle_after_the_watch_is_a_new_case_of_its_own(idle: IdleScene) -> None:
    before = idle.struck_off()
    again = idle_again(idle, before, 366)
    assert (idle.case(before)["state"], idle.case(again)["relapseOf"]) == ("REVITALISED", None)
    assert "RELAPSE" not in alerts(idle, again)


def test_cases_are_ordered_filtered_and_paged(idle: IdleScene) -> None:
    value = {"otherFundings": [{"source": "自筹", "amount": "900000.00"}], "categoryCode": "ENERGY_STATION"}
    first = idle.suspected(**value)
    second = idle.confirmed(categoryCode="ENERGY_STATION")
    where = {"categoryCode": {"eq": "ENERGY_STATION"}, "region": {"under": COUNTY}}
    assert [each["id"] for each in idle.cases(where=where)["nodes"]] == [first, second]
    page = idle.cases(where=where, first=1)
    assert (page["totalCount"]["count"], page["pageInfo"]["hasNextPage"]) == (2, True)
    rest = idle.cases(where=where, first=1, after=page["pageInfo"]["endCursor"])
    assert [each["id"] for each in rest["nodes"]] == [second]
    only = idle.cases(where=where | {"state": {"in": ["CONFIRMED"]}})["nodes"]
    assert [each["id"] for each in only] == [second]
    longest = idle.cases(where=where | {"idleDays": {"gte": 190}}, order="IDLE_DAYS_DESC")["nodes"]
    assert {each["idleDays"] for each in longest} == {190}
    assert idle.cases(where=where | {"idleDays": {"gte": 191}})["nodes"] == []


def test_nobody_sees_the_cases_of_another_county(idle: IdleScene) -> None:
    case = idle.confirmed()
    assert idle.case(case, "provincial_auditor")["id"] == case
    assert idle.scene.ask("query($id: ID!) { idleCase(id: $id) { id } }", "stranger", id=case) == {"idleCase": None}
    assert idle.cases("stranger")["totalCount"]["count"] == 0
    assert idle.cases(where={"region": {"under": OTHER_COUNTY}})["nodes"] == []


def test_each_step_that_neighbours_hear_of_is_told_as_it_stands(idle: IdleScene) -> None:
    dismissed = idle.suspected()
    idle.done("DismissIdleCase", dismissed, reason="在用", until=str(CHECKED_ON))
    case = idle.confirmed()
    told = {(str(each.snapshot.id), type(each)): each.snapshot for each in idle.assets.told()}
    snapshot: Any = told[case, IdleCaseConfirmedV1]
    assert (snapshot.state, snapshot.reason, snapshot.value, snapshot.version) == (
        "CONFIRMED",
        "OPERATOR_LEFT",
        100_000,
        2,
    )
    assert told[dismissed, IdleCaseDismissedV1].version == 2
