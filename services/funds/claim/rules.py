"""Rules of claims."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from published.claim_terms import ClaimPaperKind, PaymentStage
from rulebook.rule import Judgement, Params, block, not_applicable, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class ClaimFacts:
    """What is known of a claim and its project; `submitted_on` is None before anybody submits it."""

    stage: PaymentStage
    papers: frozenset[ClaimPaperKind]
    self_inspected_on: date | None
    accepted_on: date | None
    settled_on: date | None
    submitted_on: date | None


@dataclass(frozen=True)
class RetentionFacts:
    """What a claim is to hold back, and until when."""

    share_bps: int
    due_on: date
    drafted_on: date


class F18Params(Params):
    """The papers that each kind of claim needs."""

    papers: Mapping[PaymentStage, frozenset[ClaimPaperKind]]


@rule("F-18", Kind.GUARD)
def papers_are_complete(facts: ClaimFacts, params: F18Params) -> Judgement:
    """A claim comes with the papers of the list (Jian'an 2018, 第三项)."""
    needed = params.papers.get(facts.stage, frozenset())
    missing = needed - facts.papers
    required = f"{facts.stage.label}须有{len(needed)}项材料"
    measured = f"已有{len(needed) - len(missing)}项"
    if missing:
        return block(
            zh=f"报账材料不齐,还缺:{_labels(missing)}。",
            en=f"Papers are missing: {', '.join(kind.value for kind in ClaimPaperKind if kind in missing)}.",
            measured=measured,
            required=required,
        )
    return passed(measured=measured, required=required)


class F19Params(Params):
    """The kinds of claims that the finished works go before."""

    stages: frozenset[PaymentStage]


@rule("F-19", Kind.GUARD)
def the_works_are_finished_in_order(facts: ClaimFacts, params: F19Params) -> Judgement:
    """Self-inspection, acceptance, reviewed final account, then the claim (Jian'an 2018, 第三项)."""
    if facts.stage not in params.stages:
        return not_applicable()
    required = "自验、验收、决算审定,然后报账"
    done = (("自验", facts.self_inspected_on), ("验收", facts.accepted_on), ("决算审定", facts.settled_on))
    known = [(what, on) for what, on in done if on is not None]
    measured = "、".join(f"{on}{what}" for what, on in known) or "均未办理"
    if len(known) < len(done):
        lacking = "、".join(what for what, on in done if on is None)
        return block(
            zh=f"项目尚未办理{lacking},不能报{facts.stage.label}。",
            en="The project is not yet self-inspected, accepted and settled, in this order.",
            measured=measured,
            required=required,
        )
    days = [on for _, on in known] + ([facts.submitted_on] if facts.submitted_on else [])
    if days != sorted(days):
        return block(
            zh=f"次序不符:{required}。",
            en="Self-inspection, acceptance, final account and claim do not follow each other.",
            measured=f"{measured}{f'、{facts.submitted_on}报账' if facts.submitted_on else ''}",
            required=required,
        )
    return passed(measured=measured, required=required)


class A11Params(Params):
    """The kinds of claims that the hand-over goes before, and the papers that show it."""

    stages: frozenset[PaymentStage]
    papers: frozenset[ClaimPaperKind]


@rule("A-11", Kind.GUARD)
def assets_are_handed_over_first(facts: ClaimFacts, params: A11Params) -> Judgement:
    """What was built is handed over, with an upkeep letter, before the last payment (Jian'an 2018, 第三项)."""
    if facts.stage not in params.stages:
        return not_applicable()
    missing = params.papers - facts.papers
    required = f"具备{_labels(params.papers)}"
    if missing:
        return block(
            zh=f"资产尚未移交,缺{_labels(missing)};请先在资产台账办理移交。",
            en="What the project built has not been handed over; hand it over first.",
            measured=f"缺{_labels(missing)}",
            required=required,
        )
    return passed(measured=required, required=required)


class F43Params(Params):
    """The largest part of a claim that may be held back."""

    maximum_share_bps: int


@rule("F-43", Kind.GUARD)
def retention_is_bounded(facts: RetentionFacts, params: F43Params) -> Judgement:
    """Money held back is retention of a bounded share, due on a day to come (self-evaluation 2020, 四(一))."""
    required = f"比例不高于{_percent(params.maximum_share_bps)},到期日晚于起草日{facts.drafted_on}"
    measured = f"{_percent(facts.share_bps)},{facts.due_on}到期"
    if facts.share_bps > params.maximum_share_bps or facts.due_on <= facts.drafted_on:
        return block(
            zh=f"质量保证金不符合要求:{required}。",
            en="The retention is too large, or does not fall due after today.",
            measured=measured,
            required=required,
        )
    return passed(measured=measured, required=required)


def _labels(kinds: Iterable[ClaimPaperKind]) -> str:
    wanted = set(kinds)
    return "、".join(kind.label for kind in ClaimPaperKind if kind in wanted)


def _percent(bps: int) -> str:
    return f"{bps // 100}.{bps % 100:02d}%"


SUBMIT_RULES = (papers_are_complete, the_works_are_finished_in_order, assets_are_handed_over_first)
