"""Reading pack files: YAML without repeated keys, every key and value of the expected form."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from published.canonical import canonical_bytes
from rulebook.pack import PackError, PackFile


class _UniqueKeyLoader(yaml.SafeLoader):
    """YAML proper takes the last of two equal keys silently; a rule given twice must not."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                raise yaml.MarkedYAMLError(problem=f"key '{key.value}' given twice", problem_mark=key.start_mark)
        return super().construct_mapping(node, deep)


def read_packs(directory: Path) -> dict[str, PackFile]:
    """Every `*.yaml` of a directory by pack id; PackError names the file and key of the first problem.

    Further rules of a pack may stand in files of a folder that is named like it.
    """
    packs = {path.stem: _read_pack(path) for path in sorted(directory.glob("*.yaml"))}
    for stem, pack in packs.items():
        if pack.id != stem:
            raise PackError(f"{stem}.yaml", "id", f"'{pack.id}' differs from the file's name")
    return packs


def _read_pack(path: Path) -> PackFile:
    try:
        content = _content(path)
        for part in sorted(path.with_suffix("").glob("*.yaml")):
            _add_rules(content, _content(part), f"{path.stem}/{part.name}")
        return PackFile.model_validate_json(canonical_bytes(content))
    except ValidationError as error:
        raise PackError(path.name, *first_problem(error)) from error
    except (yaml.YAMLError, TypeError, UnicodeDecodeError) as error:
        raise PackError(path.name, "", f"not a readable pack: {error}") from error


def _content(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), _UniqueKeyLoader)  # noqa: S506 - a SafeLoader, stricter


def _add_rules(pack: Any, part: Any, name: str) -> None:
    if not isinstance(part, dict) or part.keys() != {"rules"}:
        raise PackError(name, "", "a part of a pack holds `rules` and nothing else")
    for rule_id, setting in part["rules"].items():
        if rule_id in pack["rules"]:
            raise PackError(name, f"rules.{rule_id}", "stands in another file of the pack already")
        pack["rules"][rule_id] = setting


def first_problem(error: ValidationError) -> tuple[str, str]:
    """Dotted key and message of the first problem Pydantic found."""
    problem = error.errors()[0]
    return ".".join(str(part) for part in problem["loc"]), problem["msg"]
