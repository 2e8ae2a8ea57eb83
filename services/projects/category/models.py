"""The tree of project categories: kept in a file beside the code, as it changes with the code that knows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml


@dataclass(frozen=True)
class ProjectCategory:
    """A node of the tree; `parent_code` is None at the top."""

    code: str
    name: str
    parent_code: str | None


def read_tree(path: Path) -> dict[str, ProjectCategory]:
    """All nodes of a file by code; ValueError for a code that stands in it twice."""
    found: dict[str, ProjectCategory] = {}
    for each in _nodes(yaml.safe_load(path.read_text(encoding="utf-8")), None):
        if each.code in found:
            raise ValueError(f"{path.name}: the category {each.code} stands in it twice")
        found[each.code] = each
    return dict(sorted(found.items()))


def _nodes(level: Mapping[str, Any], parent: str | None) -> Iterator[ProjectCategory]:
    for code, stated in level.items():
        yield ProjectCategory(code, stated["name"], parent)
        yield from _nodes(stated.get("below", {}), code)


CATEGORIES: Final = read_tree(Path(__file__).with_name("categories.yaml"))
"""By code, in the order of the codes."""
