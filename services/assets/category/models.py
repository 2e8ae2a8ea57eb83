"""The tree of asset categories, kept in a file beside the code."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml


@dataclass(frozen=True)
class AssetCategory:
    """A node of the tree; `parent_code` is None at the top."""

    code: str
    name: str
    parent_code: str | None


def read_tree(path: Path) -> Mapping[str, AssetCategory]:
    """All nodes of a file by code; ValueError for a code given twice or below one that is not there."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    tree = {row["code"]: AssetCategory(row["code"], row["name"], row.get("parent")) for row in rows}
    lost = [node.code for node in tree.values() if node.parent_code not in {None, *tree}]
    if lost or len(tree) < len(rows):
        raise ValueError(f"{path.name}: a code stands in it twice, or lies below one that does not: {lost}")
    return MappingProxyType(dict(sorted(tree.items())))


CATEGORIES: Final = read_tree(Path(__file__).with_name("categories.yaml"))
"""By code, in the order of the codes."""
