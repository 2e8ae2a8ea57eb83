"""Rules of the repository that no linter knows."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.nouns import LAYERS

PROJECT = Path(__file__).parents[2]
SERVICES = ("projects", "funds", "assets")
NOT_OURS = {".git", ".venv", ".jiadi", ".hypothesis", "node_modules", "__pycache__"}
GENERATED = re.compile(
    r"\.lock$|^gateway/schema/|^published/schemas/|/migrations/versions/|^docs/(rules|events|machines)\b|^CHANGELOG\.md$"
)
READ_BY_PEOPLE = {".py", ".md", ".yaml", ".toml", ".sh", ""}
LONGEST_FILE = 300
# Written with brackets so that this file does not name what it forbids.
REGISTRY_HOST = re.compile(
    r"py[p]i\.org|python[h]osted|registry\.[n]pmjs|repo1?\.[m]aven|deb\.[d]ebian|proxy\.[g]olang|crates\.[i]o"
)
MACHINE_PATH = re.compile(r"[/](work|root|farm|home|tmp|Users)/")


def _files() -> Iterator[Path]:
    for folder, folders, names in os.walk(PROJECT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith("_cache")]
        yield from (Path(folder, name).relative_to(PROJECT) for name in names if name not in NOT_OURS)


FILES = sorted(_files())
PYTHON = [path for path in FILES if path.suffix == ".py"]


def text(path: Path) -> str:
    return (PROJECT / path).read_bytes().decode(errors="replace")


def lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in files
        for number, line in enumerate(text(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert lines_with(REGISTRY_HOST, FILES) == []


def test_no_file_carries_a_path_of_a_machine() -> None:
    assert lines_with(MACHINE_PATH, FILES) == []


@pytest.mark.parametrize(
    "line", ["see https://py" + "pi.org/simple", "cd " + "/root" + "/jiadi", "open('/" + "tmp/x')"]
)
def test_the_patterns_find_what_they_forbid(line: str) -> None:
    assert REGISTRY_HOST.search(line) or MACHINE_PATH.search(line)


def test_files_stay_short() -> None:
    ours = [path for path in FILES if path.suffix in READ_BY_PEOPLE and not GENERATED.search(str(path))]
    assert [(str(path), count) for path in ours if (count := text(path).count("\n")) > LONGEST_FILE] == []


def test_packages_say_nothing_in_their_init() -> None:
    assert [str(path) for path in PYTHON if path.name == "__init__.py" and text(path).strip()] == []


def test_only_the_command_line_prints() -> None:
    inside = [path for path in PYTHON if path.parts[0] not in {"cli", "tests"}]
    assert [str(path) for path in inside if _prints(ast.parse(text(path)))] == []


def _prints(tree: ast.AST) -> bool:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "print" for called in calls)


def test_a_noun_holds_only_the_files_of_its_layers() -> None:
    allowed = {"__init__.py", *(f"{layer}.py" for layer in LAYERS)}
    nouns = [path for path in PYTHON if path.parts[0] == "services" and len(path.parts) > 3]
    strange = [path for path in nouns if path.parts[2] != "migrations" and "/".join(path.parts[3:]) not in allowed]
    assert [str(path) for path in strange] == []


def test_there_are_exactly_three_services() -> None:
    assert {path.parts[1] for path in PYTHON if path.parts[0] == "services" and len(path.parts) > 2} == set(SERVICES)
