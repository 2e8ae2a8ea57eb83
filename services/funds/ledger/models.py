"""The ledger: every movement of money as an entry in the book of one region, never changed, and its seals."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    UniqueConstraint,
    inspect,
    join,
)
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, BOOKKEEPING, coded
from chassis.tables import InRegion, new_id
from chassis.visibility import Visibility
from services.funds.base import Row
from services.funds.ledger.states import LedgerEntryKind


class LedgerEntry(InRegion, Row, table=True):
    """A movement in the book of one region and fiscal year, fen; the region is the one whose book it is [记账].

    `booked_on` is the business date, null where an imported source gives none; `counts_from` is the date from which
    the sums of the book include the entry. `counter_region_id` is the region at the other end of an allocation.
    A wrong entry stays; another one, `reverses_id`, takes its amount back.
    """

    __tablename__ = "ledger_entry"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("记账", "ledger entry")
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount"),
        CheckConstraint("amount > 0 OR reverses_id IS NOT NULL OR kind = 'ADJUST'", name="sign"),
        CheckConstraint("booked_on IS NULL OR booked_on = counts_from", name="counts_from"),
        UniqueConstraint("journal_id", "position"),
        Index("ix_ledger_entry_book", "region_id", "fiscal_year", "counts_from"),
        {"info": APPEND_ONLY},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    journal_id: int = Field(sa_type=BigInteger, foreign_key="journal.id")
    position: int = Field(sa_type=SmallInteger)
    fiscal_year: int
    kind: LedgerEntryKind = Field(sa_type=coded(LedgerEntryKind))
    amount: int = Field(sa_type=BigInteger)
    category_id: UUID = Field(foreign_key="fund_category.id")
    own_budget: bool
    booked_on: date | None = None
    counts_from: date
    counter_region_id: UUID | None = None
    document_id: UUID | None = Field(default=None, foreign_key="indicator_document.id", index=True)
    line_id: UUID | None = Field(default=None, foreign_key="indicator_line.id")
    allocation_id: UUID | None = Field(default=None, foreign_key="allocation.id", index=True)
    funding_id: UUID | None = Field(default=None, foreign_key="project_funding.id")
    project_id: UUID | None = Field(default=None, index=True)
    reverses_id: UUID | None = Field(default=None, foreign_key="ledger_entry.id", unique=True)


class LedgerSeal(Row, table=True):
    """An entry's place in the sealed ledger: a gap-free number and a hash chained to the one before."""

    __tablename__ = "ledger_seal"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    __table_args__ = ({"info": APPEND_ONLY | BOOKKEEPING},)

    sequence: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    entry_id: UUID = Field(foreign_key="ledger_entry.id", unique=True)
    sealed_at: datetime = Field(sa_type=DateTime(timezone=True), index=True)
    hash: bytes = Field(sa_type=LargeBinary)


ENTRIES: Table = Row.metadata.tables[LedgerEntry.__tablename__]
SEALS: Table = Row.metadata.tables[LedgerSeal.__tablename__]


class SealedEntry:
    """An entry together with its seal: what the ledger shows. Entries not yet sealed are not in it."""

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = LedgerEntry.label

    id: Any
    region_id: Any
    region_path: Any
    fiscal_year: Any
    kind: Any
    amount: Any
    category_id: Any
    own_budget: Any
    booked_on: Any
    counts_from: Any
    counter_region_id: Any
    document_id: Any
    line_id: Any
    allocation_id: Any
    funding_id: Any
    project_id: Any
    reverses_id: Any
    sequence: Any
    sealed_at: Any
    hash: Any


inspect(LedgerEntry).registry.map_imperatively(
    SealedEntry, join(ENTRIES, SEALS, SEALS.c.entry_id == ENTRIES.c.id), primary_key=[ENTRIES.c.id]
)
