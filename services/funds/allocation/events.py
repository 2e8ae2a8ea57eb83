"""What is told of allocations."""

from published.funds import AllocationIssuedV1, AllocationSnapshot
from published.money import Fen
from services.funds.allocation.models import Allocation


def allocation_issued(allocation: Allocation, category_code: str) -> AllocationIssuedV1:
    """The allocation when it was issued, or imported."""
    return AllocationIssuedV1(
        allocation=AllocationSnapshot(
            id=allocation.id,
            version=allocation.version,
            region_id=allocation.region_id,
            region_code=allocation.region_code,
            region_path=allocation.region_path,
            line_id=allocation.line_id,
            indicator_id=allocation.document_id,
            fiscal_year=allocation.fiscal_year,
            fund_category_id=allocation.category_id,
            fund_category_code=category_code,
            level=allocation.level,
            own_budget=allocation.own_budget,
            amount=Fen(allocation.amount),
            issued_on=allocation.issued_on,
            document_number=allocation.document_number,
            origin=allocation.origin,
            source=allocation.source,
            figure_status=allocation.figure_status,
            figure_note=allocation.figure_note,
        )
    )
