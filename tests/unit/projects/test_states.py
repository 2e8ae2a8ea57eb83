"""The life of a project, and the stages that its states map to."""

import pytest

from published.project_terms import ProjectState
from services.projects.project.states import LIFE, STAGES, PipelineStage


def test_what_is_moved_from_can_be_reached_from_a_draft() -> None:
    reached, edge = {ProjectState.DRAFT}, [ProjectState.DRAFT]
    while edge:
        state = edge.pop()
        fresh = {move.to_state for move in LIFE.moves if move.from_state == state} - reached
        reached |= fresh
        edge += fresh
    assert {move.from_state for move in LIFE.moves} <= reached


@pytest.mark.rule("P-77")
def test_every_state_is_in_exactly_one_stage() -> None:
    assert sorted(state for states in STAGES.values() for state in states) == sorted(ProjectState)
    assert set(STAGES) == set(PipelineStage)


@pytest.mark.rule("P-77")
@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (ProjectState.DRAFT, PipelineStage.PLANNING),
        (ProjectState.COUNTY_NOTICE, PipelineStage.PLANNING),
        (ProjectState.IN_LIBRARY, PipelineStage.RESERVE),
        (ProjectState.APPROVED, PipelineStage.IMPLEMENTING),
        (ProjectState.COMPLETED, PipelineStage.IMPLEMENTING),
        (ProjectState.SELF_INSPECTED, PipelineStage.FINISHED),
    ],
)
def test_where_the_stages_begin_and_end(state: ProjectState, stage: PipelineStage) -> None:
    assert state in STAGES[stage]
