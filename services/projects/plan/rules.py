"""What an annual plan may hold, and when it is approved; amounts are fen, shares basis points."""

from dataclasses import dataclass
from datetime import date

from published.project_terms import RegionLevel
from published.shares import WHOLE
from rulebook.rule import Judgement, NoParams, Params, block, not_evaluable, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class DraftFacts:
    """Codes of the plan's projects whose money is not told by source, or whose sources do not make up the plan."""

    project_count: int
    unsplit: tuple[str, ...]


@dataclass(frozen=True)
class LibraryFacts:
    """What stands in the county's library, and what money arrived in the year before; None if nobody has told."""

    library_amount: int
    arrived_amount: int | None
    year_before: int


@dataclass(frozen=True)
class PlanFacts:
    """Who approves the plan, at which meeting."""

    decided_at: RegionLevel | None
    meeting_held_on: date
    meeting_reference: str


class VolumeParams(Params):
    """Library volume against the money that arrived in the year before, basis points, both ends included."""

    least_bps: int
    most_bps: int


class LevelParams(Params):
    """Level whose leading group approves annual plans."""

    level: RegionLevel


@rule("P-18", Kind.GUARD)
def money_is_split_by_source(facts: DraftFacts, _: NoParams) -> Judgement:
    """The planned money of each project is told by source, and the sources make up the plan."""
    if facts.unsplit:
        return block(
            zh=f"{'、'.join(facts.unsplit)}的计划资金未按来源区分或合计与计划投资不符,请按来源填列。",
            en=f"The money of {', '.join(facts.unsplit)} is not told by source, or does not add up; list each source.",
            measured=f"{len(facts.unsplit)}个项目不符",
            required="0个",
        )
    return passed(measured=f"{facts.project_count}个项目", required="按来源区分")


@rule("P-03", Kind.WARN)
def library_fits_the_money(facts: LibraryFacts, params: VolumeParams) -> Judgement:
    """The library is worth between so and so much of the money that arrived in the year before."""
    required = f"{_percent(params.least_bps)}至{_percent(params.most_bps)}"
    if not facts.arrived_amount:
        return not_evaluable(
            zh=f"没有{facts.year_before}年到位资金的数据,无法判定项目库规模。",
            en=f"The money that arrived in {facts.year_before} is unknown, so the library cannot be measured by it.",
            required=required,
        )
    measured = _percent(facts.library_amount * WHOLE // facts.arrived_amount)
    low, high = params.least_bps * facts.arrived_amount, params.most_bps * facts.arrived_amount
    if not low <= facts.library_amount * WHOLE <= high:
        return block(
            zh=f"项目库规模为{facts.year_before}年到位资金的{measured},原则上应为{required}。",
            en=f"The library is worth {measured} of the money that arrived in {facts.year_before};"
            f" it should be {required}.",
            measured=measured,
            required=required,
        )
    return passed(measured=measured, required=required)


@rule("P-29", Kind.GUARD)
def county_approval_suffices(facts: PlanFacts, _: NoParams) -> Judgement:
    """The plan may be carried out once the county's leading group has approved it; filing goes on beside that."""
    if not facts.meeting_reference:
        return block(
            zh="未说明批复计划的会议,请填写会议纪要号。",
            en="The meeting that approves the plan is not named; give the reference of its minutes.",
        )
    return passed(measured=f"{facts.meeting_held_on} {facts.meeting_reference}")


@rule("ROL-01", Kind.GUARD)
def county_leading_group_approves(facts: PlanFacts, params: LevelParams) -> Judgement:
    """The annual plan is approved by the leading group of the county and by no other."""
    if facts.decided_at is None:
        return not_evaluable(
            zh="无法确定批复的领导小组属于哪一级。", en="The level of the approving leading group is unknown."
        )
    if facts.decided_at is not params.level:
        return block(
            zh=f"年度计划须由{params.level.label}级领导小组批复。",
            en=f"The leading group at level {params.level} approves the annual plan.",
            measured=facts.decided_at.label,
            required=params.level.label,
        )
    return passed(measured=facts.decided_at.label, required=params.level.label)


def _percent(bps: int) -> str:
    return f"{bps // 100}.{bps % 100:02d}%"


DRAFT_RULES = (money_is_split_by_source,)
LIBRARY_RULES = (library_fits_the_money,)
APPROVAL_RULES = (county_approval_suffices, county_leading_group_approves)
