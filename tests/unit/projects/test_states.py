"""The life of a project, and the stages that its states map to."""

import itertools

import pytest

from published.project_terms import ProjectState
from services.projects.project.states import LIFE, STAGES, PipelineStage


def test_only_a_draft_is_approved() -> None:
    allowed = {pair for pair in itertools.product(ProjectState, repeat=2) if LIFE.allows(*pair)}
    assert allowed == {(ProjectState.DRAFT, ProjectState.APPROVED)}


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
