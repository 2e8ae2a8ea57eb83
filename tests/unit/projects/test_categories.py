"""The tree of project categories."""

from pathlib import Path

import pytest

from services.projects.category.models import CATEGORIES, read_tree


def test_every_node_has_a_name_and_lies_below_one_that_is_there() -> None:
    assert all(each.name for each in CATEGORIES.values())
    assert all(each.parent_code is None or each.parent_code in CATEGORIES for each in CATEGORIES.values())


def test_nodes_come_by_code() -> None:
    assert list(CATEGORIES) == sorted(CATEGORIES)
    assert CATEGORIES["INDUSTRY_LIVESTOCK"].parent_code == "INDUSTRY"


def test_names_are_given_once() -> None:
    names = [each.name for each in CATEGORIES.values()]
    assert len(names) == len(set(names))


def test_a_code_given_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tree.yaml"
    file.write_text("A: {name: a, below: {B: {name: b}}}\nC: {name: c, below: {B: {name: d}}}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="B stands in it twice"):
        read_tree(file)
