"""What a rule says, and where it is written."""

from typing import Final

from published.document_number import DocumentNumber
from published.labelled import Labelled
from rulebook.model import RulebookModel


class Outcome(Labelled):
    """Outcome of a rule [判定结果]."""

    PASS = "PASS", "Satisfied", "通过"
    WARN = "WARN", "Allowed, but a reason is asked", "提醒"
    BLOCK = "BLOCK", "Stops the step", "阻断"
    NOT_APPLICABLE = "NOT_APPLICABLE", "Does not apply here", "不适用"
    NOT_EVALUABLE = "NOT_EVALUABLE", "A fact it needs is missing", "无法判定"


class Kind(Labelled):
    """Kind of rule [规则种类]."""

    GUARD = "GUARD", "Blocks", "硬约束"
    WARN = "WARN", "Asks for a reason", "软约束"
    ALERT = "ALERT", "Watches", "预警"
    CALC = "CALC", "Computes", "计算"
    RECORD = "RECORD", "Keeps a fact", "留痕"
    ORG = "ORG", "Describes a duty", "职责"


KINDS_OF_STEPS: Final = frozenset({Kind.GUARD, Kind.WARN})
"""Kinds that speak about a step somebody takes; the others watch, compute or record."""


class Citation(RulebookModel):
    """Document and article, such as 新扶贫领字〔2018〕76号 二(二)."""

    document: DocumentNumber
    article: str


class Verdict(RulebookModel):
    """What one rule says about one attempt or fact; `measured` and `required` carry their units."""

    rule_id: str
    kind: Kind
    outcome: Outcome
    message: str
    message_en: str
    measured: str | None
    required: str | None
    citation: Citation | None
    pack: str
    assumed: bool

    @property
    def blocks(self) -> bool:
        """Whether the step may not be taken."""
        return self.outcome is Outcome.BLOCK

    @property
    def asks_reason(self) -> bool:
        """Whether the step may be taken only with a reason; a watching rule warns without asking."""
        return self.outcome is Outcome.WARN and self.kind in KINDS_OF_STEPS
