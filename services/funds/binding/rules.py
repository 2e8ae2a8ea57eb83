"""Rules of binding money to projects."""

from dataclasses import dataclass
from datetime import date

from published.event import Meeting
from published.fund_terms import FundPurpose, LibraryBinding
from published.project_terms import RegionLevel
from rulebook.rule import Judgement, NoParams, Params, block, not_applicable, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class BindFacts:
    """What is known of the project, of the money and of who binds it."""

    approval: Meeting | None
    entered_library_on: date | None
    category_name: str
    library_binding: LibraryBinding
    purpose: FundPurpose
    bound_on: date
    binder_level: RegionLevel


@rule("F-07", Kind.GUARD)
def approved_by_leading_group(facts: BindFacts, params: NoParams) -> Judgement:
    """Money goes only to projects that a leading-group meeting approved (fund rules 2018, 二(二))."""
    required = "县级扶贫开发领导小组会议批复"
    if facts.approval is None:
        return block(
            zh="项目未经县级扶贫开发领导小组会议批复,不能安排资金;请先办理审定。",
            en="No leading-group meeting has approved the project; have it approved first.",
            measured="未批复",
            required=required,
        )
    measured = f"{facts.approval.held_on}会议批复({facts.approval.reference})"
    if facts.approval.held_on > facts.bound_on:
        return block(
            zh=f"资金安排日期{facts.bound_on}早于县级扶贫开发领导小组会议批复的日期{facts.approval.held_on}。",
            en=f"Bound on {facts.bound_on}, before the leading group approved it on {facts.approval.held_on}.",
            measured=measured,
            required=required,
        )
    return passed(measured=measured, required=required)


class P01Params(Params):
    """Which kinds of money must go to projects of the library, and since which year."""

    bindings: frozenset[LibraryBinding]
    from_year: int


@rule("P-01", Kind.GUARD)
def must_be_in_library(facts: BindFacts, params: P01Params) -> Judgement:
    """Since 2019 money of some kinds goes to projects of the county library only (library notice 2019, 四)."""
    if facts.library_binding not in params.bindings or facts.bound_on.year < params.from_year:
        return not_applicable()
    return _in_library(facts, "必须")


class P02Params(Params):
    """Which kinds of money should go to projects of the library."""

    bindings: frozenset[LibraryBinding]


@rule("P-02", Kind.WARN)
def should_be_in_library(facts: BindFacts, params: P02Params) -> Judgement:
    """Money of some kinds goes mainly to projects of the county library (library notice 2019, 四)."""
    return _in_library(facts, "重点") if facts.library_binding in params.bindings else not_applicable()


def _in_library(facts: BindFacts, how: str) -> Judgement:
    required = f"{facts.category_name}{how}从县级项目库中选择项目"
    entered = facts.entered_library_on
    if entered is None or entered > facts.bound_on:
        return block(
            zh=f"项目在{facts.bound_on}不在县级项目库中;{required}。",
            en=f"The project was not in the county library on {facts.bound_on}, from which this money is to choose.",
            measured="未入库" if entered is None else f"{entered}入库",
            required=required,
        )
    return passed(measured=f"{entered}入库", required=required)


class F09Params(Params):
    """Levels that pass totals on and bind nothing."""

    forbidden_levels: frozenset[RegionLevel]


@rule("F-09", Kind.GUARD)
def upper_levels_bind_nothing(facts: BindFacts, params: F09Params) -> Judgement:
    """Upper levels issue totals only and no plan of single projects (fund rules 2018, 二(三))."""
    required = "上级只下达资金分配规模,由县级安排到项目"
    if facts.binder_level in params.forbidden_levels:
        return block(
            zh=f"{facts.binder_level.label}一级不能把资金安排到具体项目;请下达到县,由县级安排。",
            en="This level passes totals on and may not bind money to a project; issue it to the county.",
            measured=facts.binder_level.label,
            required=required,
        )
    return passed(measured=facts.binder_level.label, required=required)


class F59Params(Params):
    """Purposes that money may be used for."""

    purposes: frozenset[FundPurpose]


@rule("F-59", Kind.GUARD)
def for_an_allowed_purpose(facts: BindFacts, params: F59Params) -> Judgement:
    """Money serves one of the five purposes (fund rules 2018, 一)."""
    required = "、".join(purpose.label for purpose in FundPurpose if purpose in params.purposes)
    if facts.purpose not in params.purposes:
        return block(
            zh=f"资金用途“{facts.purpose.label}”不在允许范围内。",
            en=f"The purpose {facts.purpose.value} is not among those allowed.",
            measured=facts.purpose.label,
            required=required,
        )
    return passed(measured=facts.purpose.label, required=required)


BINDING_RULES = (
    approved_by_leading_group,
    must_be_in_library,
    should_be_in_library,
    upper_levels_bind_nothing,
    for_an_allowed_purpose,
)
