"""The steps that lie ahead of an aggregate, and what stands in the way of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chassis.states import Machine
from chassis.uow import UnitOfWork
from rulebook.verdict import Verdict

Judge = Callable[[UnitOfWork, Any], Sequence[Verdict]]
"""`(unit of work, row) -> verdicts` of the rules that can be judged before any input is known."""
Permission = Callable[[Any], str]
"""The permission that a step needs, where it depends on the row."""


def _no_rules(_: UnitOfWork, __: Any) -> Sequence[Verdict]:
    return ()


@dataclass(frozen=True)
class Step:
    """One mutation on an aggregate: where its machine allows it, who may take it, which rules are known already."""

    action: str
    machine: Machine[Any]
    permission: str | Permission
    verdicts: Judge = _no_rules

    def permission_of(self, row: Any) -> str:
        """The permission it needs on this row."""
        return self.permission if isinstance(self.permission, str) else self.permission(row)


@dataclass(frozen=True)
class Check:
    """What is known of a step: whether a rule blocks it and whether the principal may take it."""

    mutation: str
    ready: bool
    permitted: bool
    verdicts: tuple[Verdict, ...]


def checks(uow: UnitOfWork, row: Any, steps: Sequence[Step]) -> Iterator[Check]:
    """A check for each step that the states of the row allow, in the order of the steps."""
    for step in steps:
        if step.machine.takes(getattr(row, step.machine.column), step.action):
            verdicts = tuple(step.verdicts(uow, row))
            permitted = uow.principal.role_for(step.permission_of(row), row.region_path) is not None
            yield Check(step.action, not any(verdict.blocks for verdict in verdicts), permitted, verdicts)
