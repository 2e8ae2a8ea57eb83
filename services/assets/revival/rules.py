"""What each way to revive an asset needs: the guards of a plan, and of its beginning.

The document that names the ways, 衔接资金项目质效双提行动实施方案 of Sichuan (任务13 to 16), has an index number and no
document number: these rules carry no citation and are marked as assumed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from published.asset_terms import AssetClass, OwnerLevel
from published.document_terms import AssetDocumentKind
from published.idle_terms import RevitalisationMode as Mode
from published.labelled import Labelled
from published.operation_terms import OperationMode
from published.project_terms import OrganisationKind
from rulebook.rule import Judgement, Params, block, not_applicable, not_evaluable, passed, rule
from rulebook.verdict import Kind, Outcome


@dataclass(frozen=True)
class Terms:
    """What a plan says; `papers` are the kinds of its files."""

    operator: OrganisationKind | None
    operation_mode: OperationMode | None
    linked: bool
    papers: frozenset[AssetDocumentKind]
    summary: str


@dataclass(frozen=True)
class PlanFacts:
    """A mode for an asset; `terms` are None as long as nobody has written a plan."""

    mode: Mode
    asset_class: AssetClass
    owner_level: OwnerLevel
    terms: Terms | None


class OperatorsParams(Params):
    """Who may operate the asset in a mode."""

    operators: tuple[OrganisationKind, ...]


class PapersParams(Params):
    """Kinds of papers of which a plan carries at least one."""

    papers: tuple[AssetDocumentKind, ...]


class WordsParams(Params):
    """Words of which a plan's steps name at least one."""

    words: tuple[str, ...]


ELSEWHERE: Final = not_applicable(zh="此盘活方式不涉及。", en="Not asked of this mode.")


def _named(values: Collection[Labelled]) -> str:
    return "、".join(value.label for value in values)


def _unwritten(what: str, what_en: str) -> Judgement:
    return not_evaluable(zh=f"方案尚须:{what}。", en=f"The plan still needs: {what_en}.", required=what)


@rule("A-13", Kind.GUARD)
def state_platform_operates(facts: PlanFacts, params: OperatorsParams) -> Judgement:
    """Mode 1 entrusts the asset to a state-owned enterprise of the county (任务13)."""
    return _operator(facts, Mode.STATE_PLATFORM, params.operators, "国有企业")


def _operator(facts: PlanFacts, mode: Mode, kinds: Collection[OrganisationKind], wanted: str) -> Judgement:
    required = _named(kinds)
    if facts.mode is not mode:
        return ELSEWHERE
    if facts.terms is None:
        return _unwritten(f"经营主体({required})", f"an operator that is one of {', '.join(kinds)}")
    operator = facts.terms.operator
    if operator in kinds:
        return passed(measured=operator.label if operator else None, required=required)
    return block(
        zh=f"盘活方式“{mode.label}”的经营主体须为{required},请选择符合条件的{wanted}。",
        en=f"The mode {mode} needs an operator that is one of {', '.join(kinds)}; choose one.",
        measured=operator.label if operator else "未选择",
        required=required,
    )


@rule("A-14", Kind.GUARD)
def agreement_shares_gain_and_risk(facts: PlanFacts, params: PapersParams) -> Judgement:
    """Mode 1 needs an agreement on shared gain, shared risk and joint management (任务13)."""
    return _papers(
        facts, Mode.STATE_PLATFORM, params.papers, "与村集体的协议,载明利益共享、风险共担、运营共管", "the agreement"
    )


def _papers(facts: PlanFacts, mode: Mode, kinds: Collection[AssetDocumentKind], what: str, what_en: str) -> Judgement:
    required = _named(kinds)
    if facts.mode is not mode:
        return ELSEWHERE
    if facts.terms is None:
        return _unwritten(f"{what}({required})", f"{what_en}, as one of {', '.join(kinds)}")
    if facts.terms.papers.isdisjoint(kinds):
        return block(
            zh=f"缺少{what},请上传({required})后再提交。",
            en=f"{what_en.capitalize()} is missing; upload it as one of {', '.join(kinds)}.",
            measured="未上传",
            required=required,
        )
    return passed(measured=_named(sorted(facts.terms.papers)), required=required)


class A15Params(Params):
    """Modes that presuppose a linkage with households."""

    modes: tuple[Mode, ...]


@rule("A-15", Kind.GUARD)
def households_are_linked(facts: PlanFacts, params: A15Params) -> Judgement:
    """An operator comes in only where a linkage with households stands (任务14)."""
    if facts.mode not in params.modes:
        return ELSEWHERE
    if facts.terms is None:
        return _unwritten("联农带农机制", "a linkage with households")
    if facts.terms.linked:
        return passed(measured="已建立", required="已建立")
    return block(
        zh="未填写联农带农机制;引入经营主体须先建立联农带农机制,请填写联结方式、户数和承诺年金额。",
        en="No linkage with households is given; name its mode, the households and the amount promised a year.",
        measured="未建立",
        required="已建立",
    )


class A17Params(Params):
    """Kinds of contracts with an operator, and modes that begin with a signed contract."""

    kinds: tuple[OperationMode, ...]
    contract_for: tuple[Mode, ...]


@rule("A-17", Kind.GUARD)
def contract_is_of_a_named_kind(facts: PlanFacts, params: A17Params) -> Judgement:
    """An operator leases, contracts, operates jointly or holds in trust (任务14)."""
    required = _named(params.kinds)
    if facts.mode is not Mode.OPERATOR:
        return ELSEWHERE
    if facts.terms is None:
        return _unwritten(f"经营方式({required})", f"a way of operation, one of {', '.join(params.kinds)}")
    chosen = facts.terms.operation_mode
    measured = chosen.label if chosen else "未选择"
    if chosen in params.kinds:
        return passed(measured=measured, required=required)
    return block(
        zh=f"引入经营主体的经营方式须为{required}之一,请选择。",
        en=f"The way of operation must be one of {', '.join(params.kinds)}.",
        measured=measured,
        required=required,
    )


@dataclass(frozen=True)
class ExecutionFacts:
    """A plan that begins: `signed` says whether the contract given is one over the asset with the plan's operator."""

    mode: Mode
    signed: bool | None


@rule("A-17", Kind.GUARD)
def contract_is_signed(facts: ExecutionFacts, params: A17Params) -> Judgement:
    """What an operator is to do begins with the contract (任务13至15)."""
    if facts.mode not in params.contract_for:
        return ELSEWHERE
    required = "与方案经营主体签订的合同"
    if facts.signed is None:
        return _unwritten(required, "a contract signed with the operator of the plan")
    if facts.signed:
        return passed(measured="已签订", required=required)
    return block(
        zh="缺少与方案经营主体签订且尚未到期的经营合同,请先签订合同,再填写合同开始实施。",
        en="No contract in force with the operator of the plan is given; sign one first and name it here.",
        measured="未签订",
        required=required,
    )


@rule("A-18", Kind.GUARD)
def operator_is_of_a_named_kind(facts: PlanFacts, params: OperatorsParams) -> Judgement:
    """Family farms, cooperatives and qualified market entities come in (任务14)."""
    return _operator(facts, Mode.OPERATOR, params.operators, "经营主体")


class A19Params(Params):
    """Who a returnee may be, and papers that show who it is."""

    operators: tuple[OrganisationKind, ...]
    papers: tuple[AssetDocumentKind, ...]


@rule("A-19", Kind.GUARD)
def returnee_is_shown(facts: PlanFacts, params: A19Params) -> Judgement:
    """Graduates, managers, leaders and veterans who return operate an asset (任务15)."""
    judged = _operator(facts, Mode.RETURNEE, params.operators, "返乡人才")
    if judged.outcome is not Outcome.PASS:
        return judged
    return _papers(
        facts, Mode.RETURNEE, params.papers, "返乡人才证明(毕业生、职业经理人、致富带头人、退役军人)", "proof"
    )


@rule("A-20", Kind.GUARD)
def way_of_new_use_is_named(facts: PlanFacts, params: WordsParams) -> Judgement:
    """The use changes by transfer, swap, lease, rebuilding or extension (任务16)."""
    return _words(facts, params, "调整用途的方式", "the way in which the use changes")


def _words(facts: PlanFacts, params: WordsParams, what: str, what_en: str) -> Judgement:
    required = "、".join(params.words)
    if facts.mode is not Mode.REPURPOSE:
        return ELSEWHERE
    if facts.terms is None:
        return _unwritten(f"{what}({required})", what_en)
    named = [word for word in params.words if word in facts.terms.summary]
    if named:
        return passed(measured="、".join(named), required=required)
    return block(
        zh=f"方案措施未写明{what},请写明{required}中的至少一种。",
        en=f"The steps do not name {what_en}; name at least one of {required}.",
        measured="未写明",
        required=required,
    )


@rule("A-21", Kind.WARN)
def new_use_serves_the_public(facts: PlanFacts, params: WordsParams) -> Judgement:
    """Assets near settlements may become places of public service (任务16)."""
    return _words(facts, params, "改(扩)建后的公共服务用途", "the public service that it becomes")


class A22Params(Params):
    """Classes that may become operating, and whose assets."""

    classes: tuple[AssetClass, ...]
    owners: tuple[OwnerLevel, ...]


@rule("A-22", Kind.GUARD)
def class_may_change(facts: PlanFacts, params: A22Params) -> Judgement:
    """A public-benefit asset of villages and townships may become an operating one (任务16)."""
    if facts.mode is not Mode.CLASS_CHANGE:
        return ELSEWHERE
    measured = f"{facts.owner_level.label}{facts.asset_class.label}"
    required = f"{_named(params.owners)};{_named(params.classes)}"
    if facts.asset_class in params.classes and facts.owner_level in params.owners:
        return passed(measured=measured, required=required)
    return block(
        zh=f"该资产为{measured}资产,只有{_named(params.owners)}的{_named(params.classes)}资产可变更登记为经营性资产。",
        en=f"Only {', '.join(params.classes)} assets owned by {', '.join(params.owners)} may become operating ones.",
        measured=measured,
        required=required,
    )


@rule("A-26", Kind.GUARD)
def conditions_of_the_change_are_shown(facts: PlanFacts, params: PapersParams) -> Judgement:
    """Upkeep is hard or costly, the place is good, and there is commercial value (任务16)."""
    return _papers(
        facts,
        Mode.CLASS_CHANGE,
        params.papers,
        "变更条件的说明(管护不便或成本较高、区位优势明显、具有商业价值)",
        "the statement of the three conditions",
    )


PLAN_RULES = (
    state_platform_operates,
    agreement_shares_gain_and_risk,
    households_are_linked,
    contract_is_of_a_named_kind,
    operator_is_of_a_named_kind,
    returnee_is_shown,
    way_of_new_use_is_named,
    new_use_serves_the_public,
    class_may_change,
    conditions_of_the_change_are_shown,
)
EXECUTION_RULES = (contract_is_signed,)
RULES = (*PLAN_RULES, *EXECUTION_RULES)
