"""When the rows of a region import fit together."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.project_terms import RegionLevel, RegionScheme
from services.projects.region.rules import Entry, faults, key_text, scheme_of

PROVINCE = Entry("650000", RegionLevel.PROVINCE, None, None, None, ())
PREFECTURE = Entry("652800", RegionLevel.PREFECTURE, "650000", None, None, ())
COUNTY = Entry("652822", RegionLevel.COUNTY, "652800", None, None, ())
TOWNSHIP = Entry("652822100", RegionLevel.TOWNSHIP, "652822", None, None, ())
VILLAGE = Entry("652822100201", RegionLevel.VILLAGE, "652822100", None, None, ())
TREE = [PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, VILLAGE]


def refused(rows: list[Entry], *there: Entry) -> list[tuple[str, ...]]:
    return [fault.field[2:] for fault in faults(rows, {each.code: each for each in there})]


def test_a_tree_in_any_order_is_sound() -> None:
    assert refused(list(reversed(TREE))) == []
    assert refused([COUNTY], PREFECTURE, PROVINCE) == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (replace(COUNTY, parent_code="652900"), "parentCode"),
        (replace(COUNTY, parent_code=None), "parentCode"),
        (replace(COUNTY, parent_code="652822100"), "level"),
        (replace(COUNTY, parent_code="652822"), "parentCode"),
        (replace(COUNTY, code="652823000"), "code"),
        (replace(COUNTY, code="652900"), "code"),
        (replace(COUNTY, code="65"), "code"),
        (replace(COUNTY, valid_from=date(2017, 1, 1), valid_to=date(2016, 1, 1)), "validTo"),
        (replace(COUNTY, successor_codes=("652899",)), "successorCodes"),
        (replace(COUNTY, successor_codes=("652822",)), "successorCodes"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_at_its_field(row: Entry, field: str) -> None:
    rows = [PROVINCE, PREFECTURE, replace(TOWNSHIP, parent_code="652800"), row]
    assert refused(rows) == [("3", field)]


def test_a_code_given_twice_is_refused_in_each_row() -> None:
    assert refused([PROVINCE, PREFECTURE, PREFECTURE]) == [("1", "code"), ("2", "code")]


def test_a_cycle_is_refused_in_each_of_its_rows() -> None:
    rows = [replace(PREFECTURE, parent_code="652822"), COUNTY]
    assert refused(rows) == [("0", "parentCode"), ("1", "parentCode")]


def test_regions_may_not_succeed_one_another() -> None:
    rows = [replace(COUNTY, successor_codes=("652801",)), replace(COUNTY, code="652801", successor_codes=("652822",))]
    assert refused(rows, PREFECTURE) == [("0", "successorCodes"), ("1", "successorCodes")]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (replace(COUNTY, parent_code="650000"), "parentCode"),
        (replace(TOWNSHIP, level=RegionLevel.VILLAGE, parent_code="652822"), "level"),
    ],
)
def test_what_is_there_keeps_its_parent_and_level(row: Entry, field: str) -> None:
    assert (("0", field)) in refused([row], *TREE)


def test_successors_once_recorded_stay() -> None:
    there = replace(COUNTY, successor_codes=("652801",))
    heir, other = replace(COUNTY, code="652801"), replace(COUNTY, code="652823")
    assert refused([there], there, heir, PREFECTURE) == []
    changed = replace(COUNTY, successor_codes=("652801", "652823"))
    assert refused([changed], there, heir, other, PREFECTURE) == [("0", "successorCodes")]


def test_every_fault_says_in_chinese_and_english_what_to_do() -> None:
    for fault in faults([replace(VILLAGE, code="652822", parent_code="1", successor_codes=("2",))], {}):
        assert any("一" <= character <= "鿿" for character in fault.message)
        assert fault.message_en.isascii()


@given(st.integers(min_value=1, max_value=2**62))
def test_keys_are_numbers_in_base_36(number: int) -> None:
    assert int(key_text(number), 36) == number


def test_the_list_a_code_comes_from() -> None:
    assert scheme_of("652822", fictitious=False) is RegionScheme.GB2260
    assert scheme_of("652822100", fictitious=False) is RegionScheme.STATS
    assert scheme_of("652822100", fictitious=True) is RegionScheme.LOCAL
