"""What is told of indicator documents."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from published.funds import IndicatorLine as LineTold
from published.funds import IndicatorReceivedV1, IndicatorSnapshot
from published.money import Fen
from services.funds.indicator.models import IndicatorDocument, IndicatorLine


def indicator_received(
    document: IndicatorDocument, lines: Sequence[IndicatorLine], codes: Mapping[UUID, str]
) -> IndicatorReceivedV1:
    """The document with its lines; `codes` are those of the lines' categories by id."""
    return IndicatorReceivedV1(
        indicator=IndicatorSnapshot(
            id=document.id,
            version=document.version,
            region_id=document.region_id,
            region_code=document.region_code,
            region_path=document.region_path,
            document_number=document.document_number,
            title=document.title,
            fiscal_year=document.fiscal_year,
            tranche=document.tranche,
            received_on=document.received_on,
            issued_on=document.issued_on,
            total_amount=Fen(document.total_amount),
            lines=tuple(_line(line, codes[line.category_id]) for line in lines),
            performance_target=document.performance_target,
            origin=document.origin,
            source=document.source,
        )
    )


def _line(line: IndicatorLine, category_code: str) -> LineTold:
    return LineTold(
        id=line.id,
        fund_category_id=line.category_id,
        fund_category_code=category_code,
        level=line.level,
        amount=Fen(line.amount),
        figure_status=line.figure_status,
        figure_note=line.figure_note,
    )
