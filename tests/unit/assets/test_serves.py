"""Which assets could serve a project."""

from pathlib import Path

import pytest
import yaml

from services.assets.reuse.models import SERVES, read_serves

PROJECT_CATEGORIES = Path("services/projects/category/categories.yaml")


def test_a_category_stands_for_all_below_it() -> None:
    assert {"INDUSTRY", "LIVESTOCK_SHED", "ENERGY_STATION", "VEHICLE"} <= SERVES["INDUSTRY"]
    assert SERVES["INDUSTRY_LIVESTOCK"] == {"LIVESTOCK_SHED", "FISHPOND", "LIVESTOCK"}


def test_the_project_categories_are_those_of_projects() -> None:
    tree = yaml.safe_load(PROJECT_CATEGORIES.read_text(encoding="utf-8"))
    codes = set(tree) | {code for node in tree.values() for code in node.get("below", {})}
    assert set(SERVES) <= codes


def test_an_unknown_category_of_assets_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "serves.yaml"
    file.write_text("INDUSTRY: [SPACESHIP]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="SPACESHIP"):
        read_serves(file)
