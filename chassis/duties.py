"""Separation of duties: who has had one hand in a matter does not lend the other."""

from collections.abc import Iterable

from chassis.errors import ErrorCode, Fault
from chassis.uow import UnitOfWork


def require_another(uow: UnitOfWork, others: Iterable[str | None], zh: str, en: str) -> None:
    """FORBIDDEN if the principal is among the subjects that acted before; the messages say who has to act."""
    if uow.principal.identity.subject in others:
        raise Fault(ErrorCode.FORBIDDEN, zh, en)
