"""What funds tells of the money that regions were given."""

from typing import Any
from uuid import UUID

from published.fund_terms import FundLevel
from published.funds import AllocationIssuedV1, AllocationSnapshot
from published.money import Fen
from published.origin import FigureStatus, RecordOrigin
from tests.integration.projects.desk import COUNTY, Desk

ALLOCATION = UUID("01999999-0000-7000-8000-0000000000a1")
PLACE: dict[str, Any] = {
    "region_id": UUID("01999999-0000-7000-8000-0000000000b1"),
    "region_code": COUNTY,
    "region_path": "/1/2f/",
}


def allocation(version: int, fen: int, year: int, **place: Any) -> AllocationIssuedV1:
    """Central money of a year for one region."""
    return AllocationIssuedV1(
        allocation=AllocationSnapshot(
            id=ALLOCATION,
            version=version,
            **(PLACE | place),
            line_id=None,
            indicator_id=None,
            fiscal_year=year,
            fund_category_id=Desk.CATEGORY,
            fund_category_code="DEVELOPMENT",
            level=FundLevel.CENTRAL,
            own_budget=False,
            amount=Fen(fen),
            issued_on=None,
            document_number=None,
            origin=RecordOrigin.COMMAND,
            source=None,
            figure_status=FigureStatus.AS_PRINTED,
            figure_note=None,
        )
    )
