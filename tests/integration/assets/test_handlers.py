"""What the neighbours tell: kept once, the highest version, in any order of arrival."""

import itertools
from typing import Any

import pytest

from chassis.tables import new_id
from published.event import Event
from published.project_terms import ProjectState
from published.projects import RegionChangedV1
from tests.harness.regions import sample_regions
from tests.integration.assets.scene import (
    COUNTY,
    VILLAGE,
    Scene,
    approved_event,
    declared_event,
    funding_event,
    organisation_event,
)


def kept(scene: Scene, table: str, identifier: Any) -> Any:
    rows = scene.assets.rows(f"SELECT to_jsonb(t) FROM {table} AS t WHERE id = %(id)s", {"id": str(identifier)})  # noqa: S608
    return rows[0][0] if rows else None


def inbox(scene: Scene) -> int:
    return int(scene.assets.rows("SELECT count(*) FROM inbox")[0][0])


def region_event(version: int, name: str) -> RegionChangedV1:
    told = sample_regions()[-1]
    return told.model_copy(update={"region": told.region.model_copy(update={"version": version, "name": name})})


def events() -> list[Event]:
    project = new_id()
    return [
        region_event(3, "示范四村"),
        organisation_event(VILLAGE),
        declared_event(VILLAGE, id=project),
        approved_event(VILLAGE, id=project),
        funding_event(VILLAGE, project, "800000.00"),
    ]


@pytest.mark.parametrize("place", range(5), ids=["region", "organisation", "declared", "approved", "funding"])
def test_a_repeated_delivery_changes_nothing(scene: Scene, place: int) -> None:
    event, identifier = events()[place], new_id()
    table = event.aggregate
    scene.assets.deliver(event, event_id=identifier)
    first, seen = kept(scene, table, event.snapshot.id), inbox(scene)
    scene.assets.deliver(event, event_id=identifier)
    assert kept(scene, table, event.snapshot.id) == first
    assert first["version"] == event.snapshot.version
    assert inbox(scene) == seen


def test_what_is_kept_of_a_region(scene: Scene) -> None:
    event = next(each for each in sample_regions() if each.region.code == "411003")
    row = kept(scene, "region", event.region.id)
    assert (row["code"], row["name"], row["path"]) == ("411003", "建安区", event.region.path)
    assert row["former_codes"] == ["411023"]
    retired = next(each for each in sample_regions() if each.region.code == "411023")
    assert kept(scene, "region", retired.region.id)["successor_ids"] == [str(event.region.id)]


def test_a_renamed_region_keeps_its_newest_name_in_any_order(scene: Scene) -> None:
    identifier = region_event(1, "").region.id
    for version, name in ((9, "新名"), (8, "旧名")):
        scene.assets.deliver(region_event(version, name))
    assert (kept(scene, "region", identifier)["name"], kept(scene, "region", identifier)["version"]) == ("新名", 9)


def test_a_project_is_what_its_newest_event_says_in_any_order(scene: Scene) -> None:
    for order in itertools.permutations(range(3)):
        project = new_id()
        told: list[Event] = [
            declared_event(VILLAGE, id=project, version=1),
            approved_event(VILLAGE, id=project, version=2),
            approved_event(VILLAGE, id=project, version=3, state=ProjectState.IMPLEMENTING),
        ]
        for place in order:
            scene.assets.deliver(told[place])
        row = kept(scene, "project", project)
        assert (row["version"], row["state"], row["approved_on"]) == (3, "IMPLEMENTING", "2020-03-10")
        assert row["household_count"] == 42


def test_money_of_an_unknown_project_leaves_a_stub_that_its_own_event_fills(scene: Scene) -> None:
    project = new_id()
    scene.assets.deliver(funding_event(VILLAGE, project, "1.00"))
    stub = kept(scene, "project", project)
    assert (stub["version"], stub["region_path"], stub["state"]) == (0, None, None)
    scene.assets.deliver(declared_event(COUNTY, id=project))
    assert kept(scene, "project", project)["version"] == 1
    scene.assets.deliver(funding_event(VILLAGE, project, "2.00"))
    assert kept(scene, "project", project)["version"] == 1


def test_bound_money_keeps_its_newest_amount(scene: Scene) -> None:
    project, identifier = scene.project(), new_id()
    for version, amount in ((2, "900.00"), (1, "800.00")):
        scene.assets.deliver(funding_event(VILLAGE, project, amount, id=identifier, version=version))
    assert (kept(scene, "project_funding", identifier)["amount"]) == 90_000


def test_an_organisation_that_moved(scene: Scene) -> None:
    identifier = new_id()
    scene.assets.deliver(organisation_event(COUNTY, id=identifier, version=2))
    scene.assets.deliver(organisation_event(VILLAGE, id=identifier, version=1))
    row = kept(scene, "organisation", identifier)
    assert (row["version"], row["region_code"], row["kind"]) == (2, COUNTY, "VILLAGE_COLLECTIVE")
