"""The tree of asset categories."""

from pathlib import Path

import pytest

from services.assets.category.models import CATEGORIES, read_tree
from services.assets.category.types import category


def test_the_tree_is_sorted_by_code_and_hangs_together() -> None:
    assert list(CATEGORIES) == sorted(CATEGORIES)
    assert all(node.parent_code in {None, *CATEGORIES} for node in CATEGORIES.values())
    assert CATEGORIES["LIVESTOCK_SHED"].parent_code == "INDUSTRY"


def test_names_are_unique() -> None:
    assert len({node.name for node in CATEGORIES.values()}) == len(CATEGORIES)


@pytest.mark.parametrize(
    "rows", ["[{code: A, name: 甲}, {code: A, name: 乙}]", "[{code: A, name: 甲, parent: B}]"], ids=["twice", "lost"]
)
def test_a_tree_that_does_not_hang_together(tmp_path: Path, rows: str) -> None:
    file = tmp_path / "categories.yaml"
    file.write_text(rows, encoding="utf-8")
    with pytest.raises(ValueError, match=r"categories\.yaml"):
        read_tree(file)


def test_a_code_that_the_tree_has_no_longer_names_itself() -> None:
    assert (category("GONE").name, category("GONE").parent_code) == ("GONE", None)
