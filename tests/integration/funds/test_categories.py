"""Categories as the migration job leaves them."""

from pathlib import Path

import pytest
import yaml

from chassis.seeding import seed
from published.funds import FundCategoryChangedV1
from services.funds.category import commands
from services.funds.category.inputs import FILE, file_categories
from services.funds.service import SERVICE
from tests.integration.funds.scene import Scene

ALL = "{ fundCategories { id version code name level libraryBinding parent { code } } }"


def test_the_tree_is_there_by_code(scene: Scene) -> None:
    found = scene.ask(ALL, "village_clerk")["fundCategories"]
    assert [each["code"] for each in found] == sorted(each["code"] for each in file_categories())
    shown = {each["code"]: each for each in found}
    assert (shown["DEVELOPMENT"]["name"], shown["DEVELOPMENT"]["parent"]) == ("扶贫发展资金", {"code": "SPECIAL"})
    assert (shown["BOND"]["level"], shown["BOND"]["parent"]) == ("BOND", None)
    assert {each["version"] for each in found} == {1}


def test_each_was_told_once_by_the_system(scene: Scene) -> None:
    told = [event for event in scene.funds.told() if isinstance(event, FundCategoryChangedV1)]
    assert [event.fund_category.code for event in told] == [each["code"] for each in file_categories()]
    actors = scene.funds.rows("SELECT DISTINCT actor FROM journal WHERE action = 'fund_category.seed'")
    assert actors == [({"subject": "system:seed", "name": "系统", "role": "SYSTEM"},)]


def test_seeding_again_changes_nothing(scene: Scene) -> None:
    before = scene.funds.rows("SELECT count(*), max(id) FROM journal")
    seed(SERVICE, scene.funds.runtime.settings)
    assert scene.funds.rows("SELECT count(*), max(id) FROM journal") == before


@pytest.mark.rule("F-47")
def test_a_changed_file_changes_what_it_changes_and_takes_62_kinds(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = yaml.safe_load(FILE.read_text("utf-8"))
    tree[0]["children"][0]["name"] = "财政扶贫发展资金"
    kinds = [
        {"code": f"SECTOR_{chr(65 + place // 26)}{chr(65 + place % 26)}", "name": f"行业{place}"} for place in range(62)
    ]
    next(each for each in tree if each["code"] == "SECTOR")["children"] = kinds
    changed = tmp_path / "categories.yaml"
    changed.write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    monkeypatch.setattr(commands, "file_categories", lambda: file_categories(changed))
    before = len(scene.funds.told())
    seed(SERVICE, scene.funds.runtime.settings)
    found = {each["code"]: each for each in scene.ask(ALL)["fundCategories"]}
    assert (found["DEVELOPMENT"]["name"], found["DEVELOPMENT"]["version"]) == ("财政扶贫发展资金", 2)
    assert (found["MINORITY"]["version"], found["SECTOR"]["version"]) == (1, 1)
    below = [each for each in found.values() if each["parent"] == {"code": "SECTOR"}]
    assert (len(below), {each["libraryBinding"] for each in below}) == (62, {"SHOULD"})
    assert len(scene.funds.told()) == before + 63


def test_nobody_else_may_seed(scene: Scene) -> None:
    for role in ("PLATFORM_OPERATOR", "PREFECTURE_FINANCE"):
        assert "fund_category.seed" not in SERVICE.permissions.of(role)
