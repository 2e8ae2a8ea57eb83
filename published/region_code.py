"""Administrative region codes (GB/T 2260 and the 9 and 12 digits that statistics add below the county)."""

import re
from typing import Annotated, Final

from pydantic import StringConstraints

from published.invalid_value import InvalidValueError
from published.project_terms import RegionLevel

_PATTERN = "^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$"

RegionCode = Annotated[str, StringConstraints(pattern=_PATTERN)]
"""Region code of 2, 4, 6, 9 or 12 digits."""

RegionKey = Annotated[str, StringConstraints(pattern="^[0-9a-z]+$")]
"""Short key of a region, given once and never changed, whatever happens to name and code."""

RegionPath = Annotated[str, StringConstraints(pattern="^/([0-9a-z]+/)+$")]
"""Keys of a region and all above it, topmost first: `/1/2f/3/`. Everything below starts with it."""

_LEVEL_BY_LENGTH: Final = {
    2: RegionLevel.PROVINCE,
    4: RegionLevel.PREFECTURE,
    6: RegionLevel.COUNTY,
    9: RegionLevel.TOWNSHIP,
    12: RegionLevel.VILLAGE,
}


def parse_region_code(text: str) -> RegionCode:
    """The code if it is one; InvalidValueError otherwise."""
    code = text.strip()
    if re.match(_PATTERN, code) is None:
        raise InvalidValueError(
            f"“{text}”不是行政区划代码，应为2、4、6、9或12位数字。",
            f"'{text}' is not a region code; give 2, 4, 6, 9 or 12 digits.",
        )
    return code


def level_of(code: RegionCode) -> RegionLevel:
    """Level that a code speaks of: by its length once the zeros that only fill up are gone.

    So 65 and 650000 are the same province, 652800 is a prefecture, 652822 a county.
    """
    return _LEVEL_BY_LENGTH[len(significant_digits(code))]


def significant_digits(code: RegionCode) -> str:
    """The code without the zero groups that fill it up: 652800 → 6528, 652822100000 → 652822100."""
    lengths = [length for length in _LEVEL_BY_LENGTH if length <= len(code)]
    return next((code[:length] for length in lengths if int(code[length:] or "0") == 0), code)
