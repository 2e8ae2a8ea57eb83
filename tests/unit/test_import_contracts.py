"""Every import contract of pyproject.toml bites: a violation planted in a throw-away copy of the code breaks it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS = {contract["id"] for contract in SETTINGS["contracts"]}

# Contract → the modules of a violation: path and what it imports.
PLANTED = {
    "layers": {"published/planted.py": "import chassis.errors"},
    "services": {"services/projects/planted.py": "import services.funds"},
    "nouns": {
        "services/assets/planted/__init__.py": "",
        "services/assets/planted/models.py": "import services.assets.planted.commands",
        "services/assets/planted/commands.py": "",
    },
    "pure-rules": {"services/assets/planted/__init__.py": "", "services/assets/planted/rules.py": "import sqlalchemy"},
}
CLOSED_DOORS = {
    "services/assets/planted/__init__.py": "",
    "services/assets/planted/rules.py": "",
    "services/assets/neighbour/__init__.py": "",
    "services/assets/neighbour/commands.py": "import services.assets.planted.rules",
}


@pytest.fixture(scope="module")
def clean_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("code")
    for package in [*SETTINGS["root_packages"], "tests/house"]:
        shutil.copytree(PROJECT / package, target / package, ignore=_all_but_code)
    shutil.copy(PROJECT / "pyproject.toml", target)
    return target


def _all_but_code(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not Path(folder, name).is_dir()]


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    command = [str(lint_imports), "--no-cache", "--contract", contract]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def plant(clean: Path, target: Path, modules: dict[str, str]) -> Path:
    copy = shutil.copytree(clean, target / "planted")
    for path, code in modules.items():
        (copy / path).parent.mkdir(exist_ok=True)
        (copy / path).write_text(code + "\n")
    return copy


@pytest.mark.parametrize("contract", sorted(CONTRACTS))
def test_the_code_keeps_the_contract_and_a_planted_violation_breaks_it(
    contract: str, clean_copy: Path, tmp_path: Path
) -> None:
    clean = lint(clean_copy, contract)
    assert clean.returncode == 0, clean.stdout
    broken = lint(plant(clean_copy, tmp_path, PLANTED[contract]), contract)
    assert broken.returncode == 1
    assert "planted" in broken.stdout


def test_rules_of_another_noun_are_closed_even_to_commands(clean_copy: Path, tmp_path: Path) -> None:
    broken = lint(plant(clean_copy, tmp_path, CLOSED_DOORS), "nouns")
    assert "services.assets.neighbour.commands -> services.assets.planted.rules" in " ".join(broken.stdout.split())
