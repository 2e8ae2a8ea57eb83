"""When works may start, and when they are complete and self-inspected."""

from dataclasses import dataclass

from published.document_terms import ProjectDocumentKind
from published.money import Fen, format_yuan
from published.shares import WHOLE
from rulebook.rule import Judgement, NoParams, block, passed, rule
from rulebook.verdict import Kind
from services.projects.paper_rules import PaperParams, filed

Papers = frozenset[ProjectDocumentKind]


@dataclass(frozen=True)
class StartFacts:
    """What is on file when works are to start, and what funds has bound to the project, fen."""

    papers: Papers
    planned_amount: int
    bound_amount: int


@dataclass(frozen=True)
class CompletionFacts:
    """Physical progress last reported, basis points."""

    progress_bps: int


@dataclass(frozen=True)
class InspectionFacts:
    """What is on file when the township has inspected its own works."""

    papers: Papers


@rule("P-78", Kind.GUARD)
def has_a_scheme(facts: StartFacts, params: PaperParams) -> Judgement:
    """The scheme of implementation is drawn up before works start."""
    return filed(facts.papers, params)


@rule("P-39", Kind.GUARD)
def is_established(facts: StartFacts, params: PaperParams) -> Judgement:
    """Development and reform establishes the project."""
    return filed(facts.papers, params)


@rule("P-41", Kind.GUARD)
def has_a_reviewed_budget(facts: StartFacts, params: PaperParams) -> Judgement:
    """The review centre of finance reviews the budget."""
    return filed(facts.papers, params)


@rule("P-42", Kind.GUARD)
def is_tendered(facts: StartFacts, params: PaperParams) -> Judgement:
    """Contractor and supervisor are found by tender."""
    return filed(facts.papers, params)


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
    return filed(facts.papers, params)


def _yuan(amount: int) -> str:
    return format_yuan(Fen(amount))


def _percent(bps: int) -> str:
    return f"{bps // 100}.{bps % 100:02d}%"


START_RULES = (has_a_scheme, is_established, has_a_reviewed_budget, is_tendered, has_money)
COMPLETION_RULES = (is_all_built,)
INSPECTION_RULES = (has_a_self_inspection_form,)
