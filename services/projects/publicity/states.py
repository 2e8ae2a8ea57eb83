"""The life of a notice, and how far closing it carries the project it is about."""

from typing import Final

from chassis.states import Machine, moves_of, stays_in
from published.notice_terms import NoticeState as State
from published.project_terms import ProjectState, RegionLevel

NOTICE: Final = Machine(
    axis="notice",
    column="state",
    moves=(
        *moves_of("objectionRaise", (State.POSTED, State.OBJECTED), (State.ANSWERED, State.OBJECTED)),
        *stays_in("objectionRaise", State.OBJECTED),
        *moves_of("objectionAnswer", (State.OBJECTED, State.ANSWERED)),
        *stays_in("objectionAnswer", State.OBJECTED),
        *moves_of(
            "noticeClose",
            (State.POSTED, State.CLOSED),
            (State.ANSWERED, State.CLOSED),
            (State.OBJECTED, State.CLOSED),
        ),
    ),
)
"""A notice is never taken down (X-09). Whether one with an open objection may close is for the rules to say."""

CARRIES: Final = {
    ProjectState.VILLAGE_DECIDED: (RegionLevel.VILLAGE, ProjectState.TOWNSHIP_REVIEW),
    ProjectState.TOWNSHIP_NOTICE: (RegionLevel.TOWNSHIP, ProjectState.COUNTY_REVIEW),
    ProjectState.COUNTY_NOTICE: (RegionLevel.COUNTY, ProjectState.IN_LIBRARY),
}
"""The level whose publicity a project waits for, and the state it is in once that has closed."""

LEVELS: Final = (RegionLevel.VILLAGE, RegionLevel.TOWNSHIP, RegionLevel.COUNTY)
"""Levels that post notices."""


def levels_for(state: ProjectState) -> tuple[RegionLevel, ...]:
    """Levels that may post for a project in this state; what is posted in REVISION moves nothing (P-26)."""
    if state is ProjectState.REVISION:
        return LEVELS
    return (CARRIES[state][0],) if state in CARRIES else ()
