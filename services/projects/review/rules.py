"""What township and county look at, the first time up and before the leading group."""

from collections.abc import Mapping
from dataclasses import dataclass

from published.document_terms import ProjectDocumentKind
from published.project_terms import AppraisalKind, BenefitMode, ResponsibilitySlot
from published.review_terms import AppraisalBody, ReviewAspect, ReviewDecision
from rulebook.rule import Judgement, NoParams, Params, block, not_applicable, not_evaluable, passed, rule
from rulebook.verdict import Kind
from services.projects.aspect_rules import AspectParams, examined, failing
from services.projects.paper_rules import PaperParams, filed
from services.projects.slot_rules import SlotParams, assigned


@dataclass(frozen=True)
class TownshipFacts:
    """What the township found and filed."""

    aspects: Mapping[ReviewAspect, bool]
    papers: frozenset[ProjectDocumentKind] | None


@dataclass(frozen=True)
class FirstCountyFacts:
    """What the county decides the first time, and whether it has appraised the project."""

    decision: ReviewDecision
    appraised: bool


@rule("P-24", Kind.GUARD)
def township_checked(facts: TownshipFacts, params: AspectParams) -> Judgement:
    """The township examines every point of a village's project."""
    return examined(facts.aspects, params)


@rule("P-50", Kind.GUARD)
def township_argued(facts: TownshipFacts, params: PaperParams) -> Judgement:
    """The township files its minutes and its feasibility report."""
    return filed(facts.papers, params)


@rule("P-52", Kind.GUARD)
def township_requests(facts: TownshipFacts, params: PaperParams) -> Judgement:
    """The township files its request to enter the library and its request for the money."""
    return filed(facts.papers, params)


@rule("P-25", Kind.GUARD)
def county_answers_the_township(facts: FirstCountyFacts, _: NoParams) -> Judgement:
    """The first time up, the county appraises the project and tells the township its result."""
    if not facts.appraised:
        return block(
            zh="县级尚未论证,请先登记论证结果再反馈乡镇。",
            en="The county has not appraised the project; record the appraisal before answering the township.",
            measured="未论证",
            required="已论证",
        )
    if facts.decision is ReviewDecision.PASS:
        return block(
            zh="一上项目须将论证结果反馈乡镇修改完善,请选择退回并填写意见。",
            en="The first time up, the result goes back to the township; return the project with your comments.",
            measured=facts.decision.label,
            required=ReviewDecision.RETURN.label,
        )
    return passed(measured=facts.decision.label)


@dataclass(frozen=True)
class EntryFacts:
    """What is known of a project; `aspects` is what the appraisal and the reviews that passed found."""

    appraisal_kind: AppraisalKind | None
    appraised: bool | None
    bodies: frozenset[AppraisalBody]
    aspects: Mapping[ReviewAspect, bool]
    target_count: int
    benefit_modes: frozenset[BenefitMode]
    household_count: int | None
    slots: frozenset[ResponsibilitySlot]


class LinkageParams(Params):
    """Appraisal kinds that need a linkage of benefits to households."""

    linkage_kinds: tuple[AppraisalKind, ...]


class BodyParams(Params):
    """Appraisal kinds that several bodies have to appraise, one of which suffices."""

    kinds: tuple[AppraisalKind, ...]
    bodies: tuple[AppraisalBody, ...]


class ModeParams(Params):
    """Modes of benefit that make a project one of asset income."""

    modes: tuple[BenefitMode, ...]


@rule("P-61", Kind.GUARD)
def is_appraised(facts: EntryFacts, _: NoParams) -> Judgement:
    """What was not appraised, or did not pass, does not enter the library."""
    if not facts.appraised:
        return block(
            zh="未进行评估论证或论证未通过的项目不得入库,请先完成论证。",
            en="A project that was not appraised, or failed, may not enter the library; appraise it first.",
            measured="未论证" if facts.appraised is None else "论证未通过",
            required="论证通过",
        )
    return passed(measured="论证通过", required="论证通过")


def _of_kind(facts: EntryFacts, kind: AppraisalKind, params: AspectParams) -> Judgement:
    if facts.appraisal_kind is None:
        return _kind_unknown()
    return examined(facts.aspects, params) if facts.appraisal_kind is kind else not_applicable()


def _kind_unknown() -> Judgement:
    return not_evaluable(zh="论证类别未知,无法判定。", en="The kind of appraisal is unknown, so this cannot be told.")


@rule("P-58", Kind.GUARD)
def household_project_is_feasible(facts: EntryFacts, params: AspectParams) -> Judgement:
    """Content, money, way of doing it and benefit of a household project are examined."""
    return _of_kind(facts, AppraisalKind.HOUSEHOLD, params)


@rule("P-59", Kind.GUARD)
def small_works_are_needed(facts: EntryFacts, params: AspectParams) -> Judgement:
    """Need, feasibility and benefit of small public works are examined."""
    return _of_kind(facts, AppraisalKind.SMALL_PUBLIC_WORKS, params)


@rule("P-60", Kind.GUARD)
def industry_project_is_sound(facts: EntryFacts, params: AspectParams) -> Judgement:
    """Feasibility, investment, output and risk of an industry project are examined."""
    return _of_kind(facts, AppraisalKind.INDUSTRY, params)


@rule("P-08", Kind.GUARD)
def is_sound_compliant_feasible(facts: EntryFacts, params: AspectParams) -> Judgement:
    """The appraisal's three axes: one that failed blocks, one that nobody stated cannot be told."""
    if failing(facts.aspects, params.aspects):
        return examined(facts.aspects, params)
    if missing := [aspect for aspect in params.aspects if aspect not in facts.aspects]:
        names = "、".join(aspect.label for aspect in missing)
        return not_evaluable(
            zh=f"没有{names}的结论,无法判定。",
            en=f"No result on {', '.join(missing)}, so this cannot be told.",
            required="、".join(aspect.label for aspect in params.aspects),
        )
    return examined(facts.aspects, params)


@rule("P-09", Kind.GUARD)
def several_bodies_appraised(facts: EntryFacts, params: BodyParams) -> Judgement:
    """What depends on a market is appraised by several departments or by experts."""
    if facts.appraisal_kind is None:
        return _kind_unknown()
    if facts.appraisal_kind not in params.kinds:
        return not_applicable()
    required = "或".join(body.label for body in params.bodies)
    given = "、".join(body.label for body in AppraisalBody if body in facts.bodies) or "无"
    if facts.bodies.isdisjoint(params.bodies):
        return block(
            zh=f"此类项目须由{required}论证,请补充论证。",
            en=f"Such a project is to be appraised by one of: {', '.join(params.bodies)}. Appraise it again.",
            measured=given,
            required=required,
        )
    return passed(measured=given, required=required)


@rule("P-62", Kind.GUARD)
def entry_was_reviewed(facts: EntryFacts, params: AspectParams) -> Judgement:
    """Content, money, negative list, linkage, target and appraisal are reviewed before entry."""
    if facts.appraised is None:
        return block(
            zh="没有评估论证,入库审查要素不全,请先完成论证。",
            en="There is no appraisal, which the entry review asks for; appraise the project first.",
        )
    return examined(facts.aspects, params)


@rule("P-33", Kind.GUARD)
def has_target(facts: EntryFacts, _: NoParams) -> Judgement:
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
def is_not_on_negative_list(facts: EntryFacts, params: LinkageParams) -> Judgement:
    """No entry without a target, for an industry project without linkage, or for what the county's list excludes."""
    if facts.target_count == 0:
        return block(
            zh="未编制绩效目标的项目不得纳入项目库,请补充绩效目标。",
            en="A project without a performance target may not enter the library; add one.",
        )
    if facts.aspects.get(ReviewAspect.NEGATIVE_LIST) is False:
        return block(
            zh="属于负面清单内容的项目不得纳入项目库,请退回或否决。",
            en="What stands on the negative list may not enter the library; return or reject it.",
        )
    if facts.appraisal_kind is None:
        return _kind_unknown()
    if facts.appraisal_kind in params.linkage_kinds and not facts.benefit_modes:
        return block(
            zh="未建立带贫减贫机制的产业项目不得纳入项目库,请补充利益联结。",
            en="An industry project without a pro-poor mechanism may not enter the library; add a benefit link.",
            measured="0项利益联结",
            required="至少1项利益联结",
        )
    return passed()


@rule("P-12", Kind.GUARD)
def chain_of_interest_is_told(facts: EntryFacts, params: LinkageParams) -> Judgement:
    """Who benefits is told, and for an industry project by which linkage."""
    if not facts.household_count:
        return block(
            zh="未确定受益户数,请填写受益户数。",
            en="The households meant to benefit are not told; give their number.",
            measured="0户",
            required="至少1户",
        )
    if facts.appraisal_kind in params.linkage_kinds and not facts.benefit_modes:
        return block(
            zh="未确定利益联结方式,请补充利益联结。",
            en="No way of linking benefits to households is told; add a benefit link.",
        )
    return passed(measured=f"{facts.household_count}户")


@rule("P-16", Kind.GUARD)
def asset_income_is_agreed(facts: EntryFacts, params: ModeParams) -> Judgement:
    """An asset-income project rests on a written agreement; what it says is known only once it is signed."""
    if facts.benefit_modes.isdisjoint(params.modes):
        return not_applicable()
    return not_evaluable(
        zh="所有权、经营权、收益权和风险防控的书面约定在资产登记和签约时才有记录,此时无法判定。",
        en="What is agreed on ownership, operation, income and risk is recorded with the asset and its contract;"
        " it cannot be told yet.",
        required="书面协议或合同",
    )


@rule("P-35", Kind.GUARD)
def is_answered_for(facts: EntryFacts, params: SlotParams) -> Judgement:
    """Unit, leader and person are fixed before the project is chosen."""
    return assigned(facts.slots, params)


TOWNSHIP_RULES = (township_checked, township_argued, township_requests)
FIRST_COUNTY_RULES = (county_answers_the_township,)
WITHOUT_ASPECTS = (
    is_appraised,
    several_bodies_appraised,
    has_target,
    is_not_on_negative_list,
    chain_of_interest_is_told,
    asset_income_is_agreed,
    is_answered_for,
)
"""What can be told before the reviewer gives the results of this review."""
ENTRY_RULES = (
    *WITHOUT_ASPECTS,
    household_project_is_feasible,
    small_works_are_needed,
    industry_project_is_sound,
    is_sound_compliant_feasible,
    entry_was_reviewed,
)
