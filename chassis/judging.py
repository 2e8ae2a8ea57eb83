"""Rules held against the facts of a command; their verdicts go into its answer and its journal rows."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from chassis.errors import ErrorCode, Fault
from rulebook.book import Rulebook
from rulebook.engine import WORST_FIRST, judge
from rulebook.rule import Rule
from rulebook.verdict import Verdict

Facts = TypeVar("Facts")


class Judging:
    """Verdicts of one unit of work, under the packs of its service."""

    def __init__(self, packs: Rulebook) -> None:
        self._packs = packs
        self._verdicts: list[Verdict] = []

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All so far, worst first."""
        return tuple(sorted(self._verdicts, key=lambda verdict: WORST_FIRST.index(verdict.outcome)))

    def judge(self, rules: Iterable[Rule[Facts]], facts: Facts, pack: str) -> tuple[Verdict, ...]:
        """The verdicts under a pack, none of which stops anything here."""
        found = judge(rules, facts, self._packs.get(pack))
        self._verdicts.extend(found)
        return found

    def enforce(self, rules: Iterable[Rule[Facts]], facts: Facts, pack: str, reason: str | None) -> None:
        """RULE_BLOCKED where a rule blocks; REASON_REQUIRED where one warns and no reason is given."""
        found = self.judge(rules, facts, pack)
        if blocking := [verdict for verdict in found if verdict.blocks]:
            raise _blocked(blocking)
        warning = [verdict for verdict in found if verdict.asks_reason]
        if warning and not reason:
            raise _reason_required(warning)


def _blocked(verdicts: Sequence[Verdict]) -> Fault:
    return Fault(
        ErrorCode.RULE_BLOCKED,
        f"规则{_ids(verdicts)}不允许办理:{verdicts[0].message}",
        f"Blocked by {_ids(verdicts)}: {verdicts[0].message_en}",
    )


def _reason_required(verdicts: Sequence[Verdict]) -> Fault:
    return Fault(
        ErrorCode.REASON_REQUIRED,
        f"规则{_ids(verdicts)}提醒:{verdicts[0].message}如仍需办理,请填写理由",
        f"{_ids(verdicts)} warns: {verdicts[0].message_en} To go on, give a reason",
        ("input", "reason"),
    )


def _ids(verdicts: Sequence[Verdict]) -> str:
    return "、".join(verdict.rule_id for verdict in verdicts)
