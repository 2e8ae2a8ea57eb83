"""Idle assets that could serve a new project, nearest first."""

from typing import Any
from uuid import UUID

import pytest

from published.asset_terms import UtilisationState
from published.project_terms import ProjectState
from services.assets.asset.states import UTILISATION
from tests.integration.assets.idle_scene import CHECKED_ON, SUSPECTED_ON
from tests.integration.assets.scene import COUNTY, OTHER_VILLAGE, SIBLING, VILLAGE, Scene

SELECTION = "reusableAssets(first: 2) { nodes { id name state { utilisation } } pageInfo { hasNextPage endCursor } }"


@pytest.fixture(scope="module")
def idle(scene: Scene) -> dict[str, str]:
    """Idle sheds by the region that they lie in; a store and a shed in use beside them."""
    project = scene.project(COUNTY)
    sheds = {
        code: _fallen_idle(scene, projectId=project, regionCode=code)
        for code in (COUNTY, OTHER_VILLAGE, SIBLING, VILLAGE)
    }
    _fallen_idle(scene, projectId=project, regionCode=VILLAGE, categoryCode="COLD_STORE")
    scene.register(projectId=project, regionCode=VILLAGE)
    return sheds


def _fallen_idle(scene: Scene, **given: Any) -> str:
    asset = scene.register(**given)
    scene.move(asset, UTILISATION, UtilisationState.SUSPECT, SUSPECTED_ON)
    scene.move(asset, UTILISATION, UtilisationState.IDLE, CHECKED_ON)
    return asset


def near(scene: Scene, project: UUID, persona: str = "county_asset_manager", selection: str = SELECTION) -> Any:
    representation = {"__typename": "Project", "id": str(project)}
    (found,) = scene.assets.entities([representation], selection, persona)
    return found["reusableAssets"]


def test_the_nearest_come_first_page_by_page(scene: Scene, idle: dict[str, str]) -> None:
    project = scene.project_in(VILLAGE, ProjectState.DRAFT)
    first = near(scene, project)
    assert [node["id"] for node in first["nodes"]] == [idle[VILLAGE], idle[SIBLING]]
    assert {node["state"]["utilisation"] for node in first["nodes"]} == {"IDLE"}
    after = first["pageInfo"]["endCursor"]
    rest = near(scene, project, selection=f'reusableAssets(first: 5, after: "{after}") {{ nodes {{ id }} }}')
    assert [node["id"] for node in rest["nodes"]] == [idle[OTHER_VILLAGE], idle[COUNTY]] or [
        node["id"] for node in rest["nodes"]
    ] == [idle[COUNTY], idle[OTHER_VILLAGE]]


def test_only_what_is_visible_is_offered(scene: Scene, idle: dict[str, str]) -> None:
    project = scene.project_in(VILLAGE, ProjectState.DRAFT)
    shown = near(scene, project, "village_clerk")
    assert [node["id"] for node in shown["nodes"]] == [idle[VILLAGE]]


def test_a_project_out_of_sight_is_not_there(scene: Scene, idle: dict[str, str]) -> None:
    project = scene.project_in(VILLAGE, ProjectState.DRAFT)
    assert scene.assets.entities([{"__typename": "Project", "id": str(project)}], SELECTION, "stranger") == [None]
