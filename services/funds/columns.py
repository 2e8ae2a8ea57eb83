"""Columns that several nouns of funds share, and what the database holds them to."""

from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from chassis.columns import coded
from chassis.tables import InRegion
from published.document_number import DocumentNumber
from published.origin import FigureStatus, RecordOrigin


class Numbered(SQLModel):
    """The number of an official document, whole or unknown."""

    issuer_code: str | None = Field(default=None, sa_type=Text)
    document_year: int | None = None
    document_serial: int | None = None

    @property
    def document_number(self) -> DocumentNumber | None:
        """The number, None where the source does not give it."""
        if self.issuer_code is None or self.document_year is None or self.document_serial is None:
            return None
        return DocumentNumber(issuer_code=self.issuer_code, year=self.document_year, number=self.document_serial)


class Sourced(SQLModel):
    """How a record came in; an imported one names its source."""

    origin: RecordOrigin = Field(default=RecordOrigin.COMMAND, sa_type=coded(RecordOrigin))
    source: str | None = Field(default=None, sa_type=Text)


class Figured(SQLModel):
    """How a figure relates to its source; one that the source does not print says why it is as it is."""

    figure_status: FigureStatus = Field(default=FigureStatus.AS_PRINTED, sa_type=coded(FigureStatus))
    figure_note: str | None = Field(default=None, sa_type=Text)


def whole_number() -> CheckConstraint:
    """All three parts of a document number, or none."""
    return CheckConstraint("num_nonnulls(issuer_code, document_year, document_serial) IN (0, 3)", name="whole_number")


def named_source() -> CheckConstraint:
    """A source is named exactly where the record was imported."""
    return CheckConstraint("(origin = 'IMPORT') = (source IS NOT NULL)", name="named_source")


def noted_figure() -> CheckConstraint:
    """A derived or corrected figure carries a note."""
    return CheckConstraint("figure_status = 'AS_PRINTED' OR figure_note IS NOT NULL", name="noted_figure")


def same_place(row: InRegion) -> dict[str, Any]:
    """The columns of a new row that lies where another one lies."""
    return {"region_id": row.region_id, "region_code": row.region_code, "region_path": row.region_path}
