"""Numbers of official documents: 新财扶〔2020〕12号."""

import re
import unicodedata
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from published.invalid_value import InvalidValueError
from published.model import PublishedModel

_OPEN, _CLOSE = "〔[(【", "〕])】"
_PRINTED = re.compile(
    rf"(?P<issuer>[^\s{re.escape(_OPEN + _CLOSE)}]{{1,40}})"
    rf"[{re.escape(_OPEN)}](?P<year>[0-9]{{4}})[{re.escape(_CLOSE)}]"
    r"第?(?P<number>[0-9]{1,9})号"
)


IssuerCode = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^\s〔〕\[\]()【】]+$")]
IssueYear = Annotated[int, Field(ge=1949, le=2999)]
Serial = Annotated[int, Field(ge=1, le=999_999_999)]


class DocumentNumber(PublishedModel):
    """Issuer code, year and number; only the three together are unique (number 76 of 2018 exists twice)."""

    issuer_code: IssuerCode
    year: IssueYear
    number: Serial

    @property
    def text(self) -> str:
        """Printed form, such as 新财扶〔2020〕12号."""
        return f"{self.issuer_code}〔{self.year}〕{self.number}号"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a printed form in any width and bracket, spaces ignored; InvalidValueError if it is none."""
        printed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
        match = _PRINTED.fullmatch(printed)
        if match is None or not _in_range(int(match["year"]), int(match["number"])):
            raise InvalidValueError(
                f"“{text}”不是文号，应形如 新财扶〔2020〕12号。",
                f"'{text}' is not a document number; write it like 新财扶〔2020〕12号.",
            )
        return cls(issuer_code=match["issuer"], year=int(match["year"]), number=int(match["number"]))


def _in_range(year: int, number: int) -> bool:
    return 1949 <= year <= 2999 and number >= 1
