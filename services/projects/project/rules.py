"""When the leading group may choose a project for the library."""

from dataclasses import dataclass
from datetime import date

from published.project_terms import RegionLevel
from rulebook.rule import Judgement, NoParams, Params, block, not_evaluable, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class ApprovalFacts:
    """Who decides, at which meeting."""

    decided_at: RegionLevel | None
    meeting_held_on: date | None
    meeting_reference: str


class LevelParams(Params):
    """Level whose leading group owns the library."""

    level: RegionLevel


@rule("P-20", Kind.GUARD)
def library_belongs_to_leading_group(facts: ApprovalFacts, params: LevelParams) -> Judgement:
    """The leading group of the county answers for the library."""
    if facts.decided_at is None:
        return not_evaluable(
            zh="无法确定审定的领导小组属于哪一级。", en="The level of the deciding leading group is unknown."
        )
    if facts.decided_at is not params.level:
        return block(
            zh=f"项目库由{params.level.label}级领导小组负责,须由该级领导小组审定。",
            en=f"The leading group at level {params.level} answers for the library; it has to decide.",
            measured=facts.decided_at.label,
            required=params.level.label,
        )
    return passed(measured=facts.decided_at.label, required=params.level.label)


@rule("P-27", Kind.GUARD)
def leading_group_decided(facts: ApprovalFacts, _: NoParams) -> Judgement:
    """A meeting of the leading group decides, and its minutes say so."""
    if facts.meeting_held_on is None or not facts.meeting_reference:
        return block(
            zh="未说明领导小组审定的会议,请填写会议日期和会议纪要号。",
            en="No meeting of the leading group is named; give its day and the reference of its minutes.",
        )
    return passed(measured=f"{facts.meeting_held_on} {facts.meeting_reference}")


APPROVAL_RULES = (library_belongs_to_leading_group, leading_group_decided)
