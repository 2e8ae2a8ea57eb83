"""The ledger as GraphQL shows it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func
from strawberry import ID

from chassis.graph.connection import connection
from chassis.graph.declare import column, reference
from chassis.graph.filter_types import DateFilterInput, IDFilterInput, RegionFilterInput, enum_filter
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.node import node
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.scalars import Money
from services.funds import replicas
from services.funds.ledger.models import SealedEntry
from services.funds.ledger.states import LedgerEntryKind
from services.funds.stubs import Region

if TYPE_CHECKING:
    from services.funds.allocation.types import Allocation
    from services.funds.binding.types import ProjectFunding
    from services.funds.indicator.types import IndicatorLine


@node(SealedEntry)
class LedgerEntry:
    """One sealed, never changed ledger entry [记账]."""

    id: ID = column("Id [标识].")
    sequence: int = column("Gap-free number [序号].")
    kind: LedgerEntryKind = column("Kind [类型].")
    amount: Money = column("Yuan; negative where it takes back another entry [金额].")
    booked_on: date | None = column("Business date; null where an imported source gives none [业务日期].")
    sealed_at: datetime = column("Sealed at [封存时刻].")
    region: Region | None = reference(SealedEntry.region_id, "Region whose book it is in [地区].", via=replicas.Region)
    line: "IndicatorLine | None" = reference(SealedEntry.line_id, "Line; null if unknown [指标明细].")
    allocation: "Allocation | None" = reference(SealedEntry.allocation_id, "Allocation [资金分配].")
    funding: "ProjectFunding | None" = reference(SealedEntry.funding_id, "Bound money [项目资金].")
    reverses: "LedgerEntry | None" = reference(SealedEntry.reverses_id, "Entry that it takes back [冲销的记账].")
    hash: str = column("Chained hash, hex [链式摘要].", of=func.encode(SealedEntry.hash, "hex"))


@enum_filter(LedgerEntryKind)
class LedgerEntryKindFilterInput:
    """Condition on the kind."""


@ordering
class LedgerEntryOrder:
    """Order [排序]."""

    SEQUENCE_ASC = by(SealedEntry.sequence, "As sealed [序号升序].")
    SEQUENCE_DESC = by_desc(SealedEntry.sequence, "Latest first [序号降序].")


@where_input
class LedgerEntryWhereInput:
    """Which entries; all given conditions hold [记账条件]."""

    region: RegionFilterInput | None = on_region(SealedEntry, "Region of the book [地区].")
    kind: LedgerEntryKindFilterInput | None = on(SealedEntry.kind, "Kind [类型].")
    booked_on: DateFilterInput | None = on(SealedEntry.booked_on, "Business date [业务日期].")
    allocation_id: IDFilterInput | None = on(SealedEntry.allocation_id, "Allocation [资金分配].")
    project_id: IDFilterInput | None = on(SealedEntry.project_id, "Project [项目].")


@connection("LedgerEntry")
class LedgerEntryConnection:
    """A page of the ledger."""
