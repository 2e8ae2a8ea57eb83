from pathlib import Path

import pytest
from pydantic import ValidationError

from published.fund_terms import FundLevel, LibraryBinding
from services.funds.category.inputs import category_id, file_categories

KINDS = {each["code"]: each for each in file_categories()}


@pytest.mark.rule("F-01")
def test_the_roots_the_documents_name_are_there() -> None:
    roots = {each["name"]: each["library_binding"] for each in KINDS.values() if each["parent_id"] is None}
    assert roots == {
        "专项扶贫资金": LibraryBinding.MUST,
        "统筹整合涉农资金": LibraryBinding.MUST,
        "彩票公益金": LibraryBinding.MUST,
        "地方政府债券资金": LibraryBinding.SHOULD,
        "帮扶资金": LibraryBinding.SHOULD,
        "扶贫贷款": LibraryBinding.SHOULD,
        "行业扶贫资金": LibraryBinding.SHOULD,
    }


def test_the_kinds_of_the_report_have_the_codes_of_the_sample() -> None:
    names = {code: KINDS[code]["name"] for code in ("DEVELOPMENT", "MINORITY", "STATE_FARM", "BOND")}
    assert names == {
        "DEVELOPMENT": "扶贫发展资金",
        "MINORITY": "少数民族发展资金",
        "STATE_FARM": "国有贫困农场扶贫资金",
        "BOND": "地方政府债券资金",
    }
    assert KINDS["BOND"]["level"] is FundLevel.BOND
    assert KINDS["DEVELOPMENT"]["level"] is None


@pytest.mark.rule("P-01")
def test_a_kind_is_bound_like_the_one_above() -> None:
    by_id = {each["id"]: each for each in KINDS.values()}
    below = [each for each in KINDS.values() if each["parent_id"]]
    assert all(each["library_binding"] is by_id[each["parent_id"]]["library_binding"] for each in below)


def test_those_above_come_first_and_codes_are_unique() -> None:
    seen = {None}
    for each in file_categories():
        assert each["parent_id"] in seen
        seen.add(each["id"])
    assert len(seen) == len(file_categories()) + 1 == len(KINDS) + 1


def test_an_id_follows_from_the_code_and_never_changes() -> None:
    assert str(category_id("DEVELOPMENT")) == "a33067d2-328d-585e-be98-2885796562d7"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[{code: A, name: 甲}]", ValueError),
        ("[{code: a-b, name: 甲, library_binding: MUST}]", ValidationError),
        ("[{code: A, name: '', library_binding: MUST}]", ValidationError),
        ("[{code: A, name: 甲, library_binding: OFTEN}]", ValidationError),
        ("[{code: A, name: 甲, library_binding: MUST, colour: red}]", ValidationError),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, text: str, error: type[Exception]) -> None:
    path = tmp_path / "categories.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(error):
        file_categories(path)
