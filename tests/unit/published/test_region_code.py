import pytest

from published.invalid_value import InvalidValueError
from published.project_terms import RegionLevel
from published.region_code import level_of, parse_region_code


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("65", RegionLevel.PROVINCE),
        ("650000", RegionLevel.PROVINCE),
        ("6528", RegionLevel.PREFECTURE),
        ("652800", RegionLevel.PREFECTURE),
        ("652822", RegionLevel.COUNTY),
        ("110100", RegionLevel.PREFECTURE),
        ("652822100", RegionLevel.TOWNSHIP),
        ("652822100000", RegionLevel.TOWNSHIP),
        ("652822100201", RegionLevel.VILLAGE),
    ],
)
def test_level_follows_from_the_significant_digits(code: str, level: RegionLevel) -> None:
    assert level_of(parse_region_code(code)) is level


@pytest.mark.parametrize("text", ["", "6", "652", "65282", "6528221", "6528221002011", "65282a", "６５", "65\n28"])
def test_other_lengths_and_characters_are_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="is not a region code") as caught:
        parse_region_code(text)
    assert "不是行政区划代码" in caught.value.zh
