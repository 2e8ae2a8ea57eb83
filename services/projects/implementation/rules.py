"""When works may start, how far they may be modified, and when they are complete and self-inspected."""

from dataclasses import dataclass

from published.document_terms import ProjectDocumentKind
from published.money import Fen, format_yuan
from published.shares import WHOLE
from rulebook.rule import Judgement, NoParams, Params, block, not_applicable, not_evaluable, passed, rule
from rulebook.verdict import Kind

Papers = frozenset[ProjectDocumentKind]


@dataclass(frozen=True)
class StartFacts:
    """What is on file when works are to start, and what funds has bound to the project, fen."""

    papers: Papers
    planned_amount: int
    bound_amount: int


@dataclass(frozen=True)
class ModificationFacts:
    """All changes of amounts so far against the plan, of the project and of its county and year, basis points.

    `county_bps` is null where the project stands in no plan.
    """

    project_bps: int
    county_bps: int | None


@dataclass(frozen=True)
class CompletionFacts:
    """Physical progress last reported, basis points."""

    progress_bps: int


@dataclass(frozen=True)
class InspectionFacts:
    """What is on file when the township has inspected its own works."""

    papers: Papers


class PaperParams(Params):
    """Papers that have to be on file."""

    papers: tuple[ProjectDocumentKind, ...]


class ShareParams(Params):
    """A limit in basis points."""

    limit_bps: int


def on_file(papers: Papers, params: PaperParams, what: str, what_en: str) -> Judgement:
    """The papers of a rule that a pack asks for; a pack that asks for none has no such step."""
    if not params.papers:
        return not_applicable(zh=f"本规则包不要求{what}。", en=f"This pack asks for no {what_en}.")
    missing = [kind.label for kind in params.papers if kind not in papers]
    required = "、".join(kind.label for kind in params.papers)
    if missing:
        return block(
            zh=f"{what}缺少{'、'.join(missing)},请上传电子件后一并提交。",
            en=f"The {what_en} lacks {len(missing)} of its papers; upload them and send them along.",
            measured=f"缺{'、'.join(missing)}",
            required=required,
        )
    return passed(measured=required, required=required)


@rule("P-78", Kind.GUARD)
def has_a_scheme(facts: StartFacts, params: PaperParams) -> Judgement:
    """The scheme of implementation is drawn up before works start."""
    return on_file(facts.papers, params, "开工", "start")


@rule("P-39", Kind.GUARD)
def is_established(facts: StartFacts, params: PaperParams) -> Judgement:
    """Development and reform establishes the project."""
    return on_file(facts.papers, params, "立项", "establishment")


@rule("P-41", Kind.GUARD)
def has_a_reviewed_budget(facts: StartFacts, params: PaperParams) -> Judgement:
    """The review centre of finance reviews the budget."""
    return on_file(facts.papers, params, "预算评审", "review of the budget")


@rule("P-42", Kind.GUARD)
def is_tendered(facts: StartFacts, params: PaperParams) -> Judgement:
    """Contractor and supervisor are found by tender."""
    return on_file(facts.papers, params, "招投标", "tender")


@rule("P-11", Kind.GUARD)
def has_money(facts: StartFacts, _: NoParams) -> Judgement:
    """What is arranged is matched by money that is there."""
    measured, required = f"{_yuan(facts.bound_amount)}元", f"计划{_yuan(facts.planned_amount)}元,须已安排资金"
    if facts.bound_amount <= 0:
        return block(
            zh="项目资金尚未落实,请先由财政部门安排资金(projectFundingBind)。",
            en="No money is bound to the project; finance binds it first (projectFundingBind).",
            measured=measured,
            required=required,
        )
    return passed(measured=measured, required=required)


@rule("P-71", Kind.WARN)
def is_not_modified_at_will(facts: ModificationFacts, params: ShareParams) -> Judgement:
    """Amounts changed by a fifth, of a project or of the county's year, call for a talk with the government."""
    required = f"低于{_percent(params.limit_bps)}"
    if facts.project_bps >= params.limit_bps:
        return block(
            zh=f"项目累计调整金额已达计划的{_percent(facts.project_bps)},请说明理由。",
            en="The changes of the project's amount have reached the limit; say why.",
            measured=_percent(facts.project_bps),
            required=required,
        )
    if facts.county_bps is None:
        return not_evaluable(
            zh="项目未列入年度计划,无法计算全县当年调整比例。",
            en="The project stands in no annual plan, so the county's share cannot be computed.",
            required=required,
        )
    if facts.county_bps >= params.limit_bps:
        return block(
            zh=f"全县当年累计调整金额已达当年投资额的{_percent(facts.county_bps)},请说明理由。",
            en="The changes of the county in this year have reached the limit; say why.",
            measured=_percent(facts.county_bps),
            required=required,
        )
    return passed(measured=_percent(max(facts.project_bps, facts.county_bps)), required=required)


@rule("P-36", Kind.GUARD)
def is_all_built(facts: CompletionFacts, _: NoParams) -> Judgement:
    """Works are complete when their physical progress is."""
    measured, required = _percent(facts.progress_bps), _percent(WHOLE)
    if facts.progress_bps < WHOLE:
        return block(
            zh="形象进度未达100%,请先填报进度(projectReportProgress)。",
            en="The physical progress is below 100 %; report it first (projectReportProgress).",
            measured=measured,
            required=required,
        )
    return passed(measured=measured, required=required)


@rule("P-43", Kind.GUARD)
def has_a_self_inspection_form(facts: InspectionFacts, params: PaperParams) -> Judgement:
    """The township inspects its own works and reports the result."""
    return on_file(facts.papers, params, "自验", "self-inspection")


def _yuan(amount: int) -> str:
    return format_yuan(Fen(amount))


def _percent(bps: int) -> str:
    return f"{bps // 100}.{bps % 100:02d}%"


START_RULES = (has_a_scheme, is_established, has_a_reviewed_budget, is_tendered, has_money)
MODIFICATION_RULES = (is_not_modified_at_will,)
COMPLETION_RULES = (is_all_built,)
INSPECTION_RULES = (has_a_self_inspection_form,)
