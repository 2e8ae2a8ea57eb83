"""Historical import: what a published source says, unjudged, all of it or nothing."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select

from chassis.errors import invalid
from chassis.uow import UnitOfWork
from services.funds.allocation.commands import import_allocation, issuer_above
from services.funds.allocation.inputs import AllocationRowInput
from services.funds.allocation.models import Allocation
from services.funds.budget.commands import import_budget
from services.funds.budget.inputs import OwnBudgetRowInput
from services.funds.budget.models import OwnBudget
from services.funds.history.inputs import FundHistoryImportInput
from services.funds.indicator.commands import import_document
from services.funds.indicator.inputs import IndicatorDocumentRowInput
from services.funds.indicator.models import IndicatorDocument
from services.funds.replicas import Region

PERMISSION = "fund_history.import"
Path = tuple[str, ...]
RowInput = TypeVar("RowInput", IndicatorDocumentRowInput, AllocationRowInput, OwnBudgetRowInput)


def import_history(uow: UnitOfWork, cmd: FundHistoryImportInput) -> dict[str, UUID | list[UUID]]:
    """Take over documents, allocations and own budgets of one source in one transaction.

    What the source does not say stays null. INVALID_INPUT, naming the row, for an unknown region or category and for
    a region and year whose rows of that kind were taken over from the source before. An allocation counts as issued
    by the region above its recipient, and whoever imports it needs the permission there: it goes into both books.
    """
    one_at_a_time = func.pg_advisory_xact_lock(func.hashtextextended(cmd.source, 0))
    uow.session.execute(select(one_at_a_time))
    source = _Source(uow, cmd.source)
    return {
        "indicator_documents": source.take(IndicatorDocument, "indicatorDocuments", cmd.indicator_documents, _document),
        "allocations": source.take(Allocation, "allocations", cmd.allocations, _allocation),
        "own_budgets": source.take(OwnBudget, "ownBudgets", cmd.own_budgets, _own_budget),
    }


class _Source:
    """One source being taken over."""

    def __init__(self, uow: UnitOfWork, name: str) -> None:
        self.uow = uow
        self.name = name
        self._regions: dict[str, Region] = {}

    def take(
        self,
        model: Any,
        kind: str,
        rows: Sequence[RowInput],
        one: Callable[["_Source", RowInput, Region, Path], UUID],
    ) -> list[UUID]:
        """Take over all rows of one kind; their ids in the order of the rows."""
        before = select(model.region_id, model.fiscal_year).where(model.source == self.name).distinct()
        taken = {tuple(each) for each in self.uow.session.execute(before)} if rows else set()
        ids = []
        for place, row in enumerate(rows):
            at: Path = ("input", kind, str(place))
            region = self._region(row.region_code, (*at, "regionCode"))
            if (region.id, row.fiscal_year) in taken:
                raise _taken_before(self.name, region, row.fiscal_year, at)
            ids.append(one(self, row, region, at))
        return ids

    def _region(self, code: str, field: Path) -> Region:
        if code not in self._regions:
            self._regions[code] = self.uow.region(code, field)
        return self._regions[code]


def _document(source: _Source, row: IndicatorDocumentRowInput, region: Region, at: Path) -> UUID:
    source.uow.require(PERMISSION, region)
    return import_document(source.uow, row, region, source.name, at)


def _allocation(source: _Source, row: AllocationRowInput, recipient: Region, at: Path) -> UUID:
    issuer = issuer_above(source.uow, recipient, at)
    source.uow.require(PERMISSION, issuer)
    return import_allocation(source.uow, row, recipient, issuer, source.name, at)


def _own_budget(source: _Source, row: OwnBudgetRowInput, region: Region, at: Path) -> UUID:
    source.uow.require(PERMISSION, region)
    return import_budget(source.uow, row, region, source.name, at)


def _taken_before(source: str, region: Region, year: int, at: Path) -> Exception:
    return invalid(
        f"来源“{source}”中{region.name}{year}年的此类数据已导入,再次导入会重复计算",
        f"Rows of this kind for {region.name} and {year} were already imported from '{source}'; they would count twice",
        at,
    )
