"""Column types and table marks that the services' models share."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Enum, MetaData, Text
from sqlalchemy.orm import registry

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

APPEND_ONLY = {"grants": "SELECT, INSERT"}
"""`info` of a table whose rows are never changed, such as a ledger: not even the service's own role may."""

READ_ONLY = {"grants": "SELECT"}
"""`info` of a table that only the owner's role writes."""

DELETABLE = {"grants": "SELECT, INSERT, UPDATE, DELETE"}
"""`info` of a table whose rows are replaced with their parent, such as the lines of a draft."""


BOOKKEEPING = {"bookkeeping": True}
"""`info` of a table that says how facts were kept rather than what they are; two runs that tell the same facts differ
in it."""


class PathText(Text):
    """A region path; compared byte by byte, so that an ordinary index serves `LIKE 'prefix%'`."""

    def __init__(self) -> None:
        super().__init__(collation="C")


def coded(states: type[StrEnum]) -> Enum:
    """Store an enumeration as the text of its value; a new member needs no migration."""
    return Enum(
        states,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda kind: [member.value for member in kind],
    )


def service_registry() -> Any:
    """A registry of a service's own, with names for its constraints that do not depend on the database."""
    return registry(metadata=MetaData(naming_convention=NAMES))
