"""When a project may enter the library and be approved."""

from dataclasses import dataclass
from datetime import date

from published.project_terms import AppraisalKind, RegionLevel, ResponsibilitySlot
from rulebook.rule import Judgement, NoParams, Params, block, not_evaluable, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class ApprovalFacts:
    """What is known of a project and of the decision on it; amounts are fen."""

    appraisal_kind: AppraisalKind | None
    target_count: int
    benefit_link_count: int
    slots: frozenset[ResponsibilitySlot]
    planned_amount: int
    amounts_by_source: tuple[int, ...]
    decided_at: RegionLevel | None
    meeting_held_on: date | None
    meeting_reference: str


class LinkageParams(Params):
    """Appraisal kinds that need a linkage of benefits to households."""

    linkage_kinds: tuple[AppraisalKind, ...]


class SlotParams(Params):
    """Responsibilities that must be assigned."""

    slots: tuple[ResponsibilitySlot, ...]


class LevelParams(Params):
    """Level whose leading group owns the library."""

    level: RegionLevel


@rule("P-33", Kind.GUARD)
def has_target(facts: ApprovalFacts, _: NoParams) -> Judgement:
    """Every project paid from public funds sets a performance target."""
    if facts.target_count == 0:
        return block(
            zh="未填报绩效目标,请补充至少一项绩效目标。",
            en="No performance target is set; add at least one.",
            measured="0项",
            required="至少1项",
        )
    return passed(measured=f"{facts.target_count}项", required="至少1项")


@rule("P-05", Kind.GUARD)
def is_not_on_negative_list(facts: ApprovalFacts, params: LinkageParams) -> Judgement:
    """No entry without a target, nor for an industry project without a pro-poor mechanism."""
    if facts.target_count == 0:
        return block(
            zh="未编制绩效目标的项目不得纳入项目库,请补充绩效目标。",
            en="A project without a performance target may not enter the library; add one.",
        )
    if facts.appraisal_kind is None:
        return not_evaluable(
            zh="论证类别未知,无法判定是否须建立带贫减贫机制。",
            en="The kind of appraisal is unknown, so whether a pro-poor mechanism is needed cannot be told.",
        )
    if facts.appraisal_kind in params.linkage_kinds and facts.benefit_link_count == 0:
        return block(
            zh="未建立带贫减贫机制的产业项目不得纳入项目库,请补充利益联结。",
            en="An industry project without a pro-poor mechanism may not enter the library; add a benefit link.",
            measured="0项利益联结",
            required="至少1项利益联结",
        )
    return passed()


def _assigned(facts: ApprovalFacts, params: SlotParams) -> Judgement:
    required = "、".join(slot.label for slot in params.slots)
    missing = [slot for slot in params.slots if slot not in facts.slots]
    if missing:
        return block(
            zh=f"未确定{'、'.join(slot.label for slot in missing)},请补充(责任领导和责任人须落实到人)。",
            en=f"Not assigned: {', '.join(missing)}. Name them; a leader or person is a named official.",
            measured="、".join(slot.label for slot in params.slots if slot in facts.slots) or "无",
            required=required,
        )
    return passed(measured=required, required=required)


@rule("P-14", Kind.GUARD)
def is_answered_for_by_design(facts: ApprovalFacts, params: SlotParams) -> Judgement:
    """Unit and person are fixed when the project is designed."""
    return _assigned(facts, params)


@rule("P-35", Kind.GUARD)
def is_answered_for(facts: ApprovalFacts, params: SlotParams) -> Judgement:
    """Unit, leader and person are fixed when the project is approved."""
    return _assigned(facts, params)


@rule("P-18", Kind.GUARD)
def money_is_split_by_source(facts: ApprovalFacts, _: NoParams) -> Judgement:
    """The planned money is told by source, and the sources make up the plan."""
    total = sum(facts.amounts_by_source)
    if not facts.amounts_by_source or total != facts.planned_amount:
        return block(
            zh="计划资金未按来源区分或合计与计划投资不符,请按来源填列。",
            en="The planned money is not told by source, or the sources do not add up to the plan; list each source.",
            measured=f"{total}分",
            required=f"{facts.planned_amount}分",
        )
    return passed(measured=f"{len(facts.amounts_by_source)}个来源")


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


APPROVAL_RULES = (
    has_target,
    is_not_on_negative_list,
    is_answered_for_by_design,
    is_answered_for,
    money_is_split_by_source,
    library_belongs_to_leading_group,
    leading_group_decided,
)
