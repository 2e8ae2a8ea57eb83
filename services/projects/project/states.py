"""The life of a project."""

from typing import Final

from chassis.states import Machine, moves_of, stays_in
from published.labelled import Labelled
from published.project_terms import ProjectState as State

LIFE: Final = Machine(
    axis="life",
    column="state",
    moves=(
        *stays_in("projectRevise", State.DRAFT),
        *stays_in("projectDeliberate", State.DRAFT),
        *moves_of("projectSubmit", (State.DRAFT, State.VILLAGE_DECIDED), (State.REVISION, State.SECOND_COUNTY_REVIEW)),
        *moves_of(
            "noticeClose",
            (State.VILLAGE_DECIDED, State.TOWNSHIP_REVIEW),
            (State.TOWNSHIP_NOTICE, State.COUNTY_REVIEW),
            (State.COUNTY_NOTICE, State.IN_LIBRARY),
        ),
        *moves_of(
            "projectReview",
            (State.TOWNSHIP_REVIEW, State.TOWNSHIP_NOTICE),
            (State.TOWNSHIP_REVIEW, State.DRAFT),
            (State.TOWNSHIP_REVIEW, State.CANCELLED),
            (State.COUNTY_REVIEW, State.REVISION),
            (State.COUNTY_REVIEW, State.CANCELLED),
            (State.SECOND_COUNTY_REVIEW, State.LEADING_GROUP),
            (State.SECOND_COUNTY_REVIEW, State.REVISION),
            (State.SECOND_COUNTY_REVIEW, State.CANCELLED),
        ),
        *stays_in("projectAppraise", State.COUNTY_REVIEW, State.SECOND_COUNTY_REVIEW),
        *stays_in("projectRevise", State.REVISION),
        *moves_of("projectApprove", (State.LEADING_GROUP, State.COUNTY_NOTICE)),
        *moves_of("annualPlanDraft", (State.IN_LIBRARY, State.SCHEDULED), (State.SCHEDULED, State.IN_LIBRARY)),
        *moves_of("annualPlanApprove", (State.SCHEDULED, State.APPROVED)),
        *moves_of("projectStart", (State.APPROVED, State.IMPLEMENTING)),
        *stays_in("projectReportProgress", State.IMPLEMENTING),
        *stays_in("projectModify", State.IMPLEMENTING),
        *moves_of("projectComplete", (State.IMPLEMENTING, State.COMPLETED)),
        *moves_of("projectSelfInspect", (State.COMPLETED, State.SELF_INSPECTED)),
        *stays_in("acceptanceConvene", State.SELF_INSPECTED),
        *stays_in("acceptanceSign", State.SELF_INSPECTED),
        *moves_of(
            "acceptanceConclude", (State.SELF_INSPECTED, State.ACCEPTED), (State.SELF_INSPECTED, State.COMPLETED)
        ),
        *moves_of("projectSettle", (State.ACCEPTED, State.SETTLED)),
        *moves_of("jiadi.asset.handed_over.v1", (State.SETTLED, State.HANDED_OVER)),
    ),
)
"""From the village's draft to the hand-over of what was built. States that nothing leads to wait for their command."""


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
