"""What projects tells: kept once, the highest version, in any order of arrival."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from chassis.tables import new_id
from published.event import Event
from published.projects import RegionChangedV1
from tests.harness.regions import sample_regions
from tests.integration.funds.claiming import formed, registered, works
from tests.integration.funds.scene import COUNTY, MEETING, OTHER_COUNTY, VILLAGE, Scene, approved, declared


def kept(scene: Scene, event: Event) -> Any:
    statement = f"SELECT to_jsonb(t) FROM {event.aggregate} AS t WHERE id = %(id)s"  # noqa: S608
    rows = scene.funds.rows(statement, {"id": str(event.snapshot.id)})
    return rows[0][0] if rows else None


def region_event(version: int, **changes: Any) -> RegionChangedV1:
    told = sample_regions()[-1]
    return told.model_copy(update={"region": told.region.model_copy(update={"version": version} | changes)})


MAKE: dict[str, Callable[[], Event]] = {
    "region": lambda: region_event(3, name="示范四村"),
    "declared": lambda: declared(new_id()),
    "approved": lambda: approved(new_id()),
    "settled": lambda: works(str(new_id()), "settled"),
    "organisation": registered,
    "asset": lambda: formed(str(new_id()), new_id()),
}


@pytest.mark.parametrize("kind", MAKE)
def test_a_repeated_delivery_changes_nothing(scene: Scene, kind: str) -> None:
    event, identifier = MAKE[kind](), new_id()
    scene.funds.deliver(event, event_id=identifier)
    first, seen = kept(scene, event), scene.funds.rows("SELECT count(*) FROM inbox")
    scene.funds.deliver(event, event_id=identifier)
    assert kept(scene, event) == first
    assert first["version"] == event.snapshot.version
    assert scene.funds.rows("SELECT count(*) FROM inbox") == seen


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_highest_version_of_a_project_stays_whatever_comes_last(scene: Scene, order: tuple[int, ...]) -> None:
    identifier = new_id()
    events = [declared(identifier), approved(identifier), approved(identifier, version=3, in_library=False)]
    for place in order:
        scene.funds.deliver(events[place])
    row = kept(scene, events[0])
    assert (row["version"], row["state"], row["region_code"]) == (3, "APPROVED", VILLAGE)
    assert (row["approved_on"], row["approval_reference"]) == (MEETING.held_on.isoformat(), MEETING.reference)
    assert row["entered_library_on"] is None


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_region_keeps_its_newest_name_and_codes(scene: Scene, order: tuple[int, int]) -> None:
    identifier = new_id()
    base = {"id": identifier, "code": f"65282{2 + order[0]}999", "key": f"k{order[0]}", "path": f"/k{order[0]}/"}
    events = [
        region_event(1, **base, name="旧名"),
        region_event(2, **base, name="新名", former_codes=("652899",), successor_ids=(new_id(),)),
    ]
    for place in order:
        scene.funds.deliver(events[place])
    row = kept(scene, events[0])
    assert (row["version"], row["name"], row["former_codes"]) == (2, "新名", ["652899"])
    assert len(row["successor_ids"]) == 1


def test_retired_codes_lead_to_their_successors(scene: Scene) -> None:
    found = scene.ask(
        '{ old: ownBudgets(regionCode: "411023") { amount } new: ownBudgets(regionCode: "411003") { amount } }',
        "platform_operator",
    )
    assert found == {"old": [], "new": []}


@pytest.mark.parametrize("code", [COUNTY, OTHER_COUNTY])
def test_a_project_lies_where_its_event_says(scene: Scene, code: str) -> None:
    event = declared(new_id(), at=code)
    scene.funds.deliver(event)
    assert kept(scene, event)["region_code"] == code


def test_what_a_project_tells_of_its_works_is_kept(scene: Scene) -> None:
    event = works(str(new_id()), "settled")
    scene.funds.deliver(event)
    row = kept(scene, event)
    assert (row["completed_on"], row["self_inspected_on"]) == ("2020-07-20", "2020-07-24")
    assert (row["accepted_on"], row["settled_on"], row["final_amount"]) == ("2020-08-05", "2020-08-20", 98_560_000)
