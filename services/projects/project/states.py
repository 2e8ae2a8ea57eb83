"""The life of a project."""

from typing import Final

from chassis.states import Machine
from published.labelled import Labelled
from published.project_terms import ProjectState as State

LIFE: Final = Machine(axis="life", column="state", moves={State.DRAFT: frozenset({State.APPROVED})})
"""What a project may become. A draft has no date yet: the first dated fact is the first decision on it."""


class PipelineStage(Labelled):
    """Pipeline stage that states map to [项目阶段]."""

    PLANNING = "PLANNING", "Being planned", "谋划"
    RESERVE = "RESERVE", "In reserve", "储备"
    IMPLEMENTING = "IMPLEMENTING", "Being implemented", "实施"
    FINISHED = "FINISHED", "Finished", "完工"


STAGES: Final = {
    PipelineStage.PLANNING: (
        State.DRAFT,
        State.VILLAGE_DECIDED,
        State.TOWNSHIP_REVIEW,
        State.TOWNSHIP_NOTICE,
        State.COUNTY_REVIEW,
        State.REVISION,
        State.SECOND_COUNTY_REVIEW,
        State.LEADING_GROUP,
        State.COUNTY_NOTICE,
    ),
    PipelineStage.RESERVE: (State.IN_LIBRARY, State.SCHEDULED, State.REMOVED),
    PipelineStage.IMPLEMENTING: (
        State.APPROVED,
        State.IMPLEMENTING,
        State.SUSPENDED,
        State.COMPLETED,
        State.CANCELLED,
    ),
    PipelineStage.FINISHED: (State.SELF_INSPECTED, State.ACCEPTED, State.SETTLED, State.HANDED_OVER, State.CLOSED),
}
"""P-77: planned, in reserve, implemented, finished. What was removed or cancelled stays where it was left."""
