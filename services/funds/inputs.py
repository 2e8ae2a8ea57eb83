"""Parts of inputs that several commands of funds take."""

from typing import Any

from pydantic import Field, ValidationInfo, field_validator

from chassis.inputs import CommandInput
from published.document_number import IssuerCode, IssueYear, Serial
from published.invalid_value import InvalidValueError
from published.origin import FigureStatus, RecordOrigin


class DocumentNumberInput(CommandInput):
    """Official document number [文号]."""

    issuer_code: IssuerCode = Field(description="Issuer code [发文代字].")
    year: IssueYear = Field(description="Year [年份].")
    number: Serial = Field(description="Number [序号].")


class FigureInput(CommandInput):
    """Base of rows that carry a figure of a source; its fields are the same in all of them."""

    figure_status: FigureStatus = Field(
        default=FigureStatus.AS_PRINTED, description="How the figure relates to its source [数据性质]."
    )
    figure_note: str | None = Field(
        default=None,
        max_length=500,
        validate_default=True,
        description="Why, where the source does not print it so [数据说明].",
    )

    @field_validator("figure_note")
    @classmethod
    def _note_what_is_not_printed(cls, note: str | None, info: ValidationInfo) -> str | None:
        status = info.data.get("figure_status", FigureStatus.AS_PRINTED)
        if status is not FigureStatus.AS_PRINTED and not note:
            raise InvalidValueError(
                f"数据性质为“{status.label}”时须填写数据说明",
                f"A figure that is {status.value} needs a note that says why",
            )
        return note


def number_columns(number: DocumentNumberInput | None) -> dict[str, Any]:
    """The three columns of a document number, empty where there is none."""
    if number is None:
        return {}
    return {
        "issuer_code": number.issuer_code,
        "document_year": number.year,
        "document_serial": number.number,
    }


def figure_columns(row: FigureInput) -> dict[str, Any]:
    """The columns that say how a figure relates to its source."""
    return {"figure_status": row.figure_status, "figure_note": row.figure_note}


def source_columns(source: str | None) -> dict[str, Any]:
    """The columns of an import from a source, or of a command where there is none."""
    return {} if source is None else {"origin": RecordOrigin.IMPORT, "source": source}
