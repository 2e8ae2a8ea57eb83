"""Who may register what, and where a registration is refused or repeated."""

import pytest

from chassis.tables import new_id
from published.project_terms import ProjectState
from tests.integration.assets.scene import (
    COUNTY,
    OTHER_COUNTY,
    OTHER_VILLAGE,
    SIBLING,
    TOWNSHIP,
    VILLAGE,
    Scene,
    funding_event,
)


@pytest.mark.parametrize("persona", ["township_clerk", "county_office", "county_asset_manager"])
def test_who_may_register(scene: Scene, persona: str) -> None:
    assert scene.register(persona)


@pytest.mark.parametrize("persona", ["village_clerk", "county_finance", "county_leading_group", "provincial_auditor"])
def test_who_sees_the_project_and_may_not_register(scene: Scene, persona: str) -> None:
    assert scene.refused(scene.registration(), persona)["code"] == "FORBIDDEN"


@pytest.mark.parametrize("persona", ["stranger", None])
def test_a_project_outside_the_scope_is_not_there(scene: Scene, persona: str | None) -> None:
    outside = scene.refused(scene.registration(), persona)  # type: ignore[arg-type]
    nowhere = scene.refused(scene.registration(projectId=new_id()), persona)  # type: ignore[arg-type]
    assert outside == nowhere
    assert (outside["code"], outside["field"]) == ("NOT_FOUND", ["input", "projectId"])


def test_a_township_clerk_registers_nothing_in_another_township(scene: Scene) -> None:
    given = scene.registration(at=OTHER_VILLAGE, regionCode=OTHER_VILLAGE)
    assert scene.refused(given, "township_clerk")["code"] == "NOT_FOUND"


def test_an_unknown_project(scene: Scene) -> None:
    error = scene.refused(scene.registration(projectId=new_id()))
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "projectId"])


def test_a_project_that_is_only_known_by_its_money_has_not_arrived(scene: Scene) -> None:
    project = new_id()
    scene.assets.deliver(funding_event(VILLAGE, project, "800000.00"))
    error = scene.refused(scene.registration(projectId=project))
    assert (error["code"], error["field"]) == ("REPLICA_BEHIND", ["input", "projectId"])


@pytest.mark.parametrize(
    "state",
    [
        ProjectState.DRAFT,
        ProjectState.APPROVED,
        ProjectState.IMPLEMENTING,
        ProjectState.COMPLETED,
        ProjectState.CANCELLED,
        ProjectState.REMOVED,
    ],
)
def test_a_project_that_is_not_accepted(scene: Scene, state: ProjectState) -> None:
    error = scene.refused(scene.registration(projectId=scene.project_in(VILLAGE, state)))
    assert (error["code"], error["field"]) == ("WRONG_STATE", ["input", "projectId"])
    assert state.label in error["message"]


@pytest.mark.parametrize("code", [SIBLING, TOWNSHIP, COUNTY, OTHER_COUNTY])
def test_an_asset_lies_where_its_project_lies(scene: Scene, code: str) -> None:
    error = scene.refused(scene.registration(regionCode=code))
    expected = ("FORBIDDEN", None) if code == OTHER_COUNTY else ("INVALID_INPUT", ["input", "regionCode"])
    assert (error["code"], error["field"]) == expected


def test_an_asset_of_a_county_project_may_lie_in_any_village(scene: Scene) -> None:
    assert scene.register(at=COUNTY, regionCode=OTHER_VILLAGE)


def test_validate_only_answers_the_verdicts_and_changes_nothing(scene: Scene) -> None:
    given, before = scene.registration(), scene.kept()
    payload = scene.attempt(given, dryRun=True)
    assert scene.kept() == before
    assert payload["errors"] == []
    assert payload["asset"] is None
    assert {verdict["ruleId"] for verdict in payload["verdicts"]} == {"A-01", "A-03", "A-06", "A-16"}


def test_a_repeated_key_gives_the_first_result(scene: Scene) -> None:
    given, key = scene.registration(), str(new_id())
    first = scene.attempt(given, key=key)
    before = scene.kept()
    again = scene.attempt(given, key=key)
    assert again == first
    assert scene.kept() == before


def test_a_repeated_key_with_other_input_is_refused(scene: Scene) -> None:
    given, key = scene.registration(), str(new_id())
    scene.attempt(given, key=key)
    assert scene.refused(given | {"name": "另一处羊舍"}, key=key)["code"] == "IDEMPOTENCY_CONFLICT"


def test_a_refused_attempt_does_not_use_up_its_key(scene: Scene) -> None:
    given, key = scene.registration(), str(new_id())
    scene.refused(given | {"quantity": "0"}, key=key)
    assert scene.attempt(given, key=key)["errors"] == []
