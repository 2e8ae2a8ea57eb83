"""The tree of asset categories, kept as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

FILE = Path(__file__).with_name("categories.yaml")


@dataclass(frozen=True)
class AssetCategory:
    """A node of the tree."""

    code: str
    name: str
    parent_code: str | None


@cache
def categories() -> Mapping[str, AssetCategory]:
    """All nodes by code, in the order of their codes; ValueError where a node above is missing."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    tree = {row["code"]: AssetCategory(row["code"], row["name"], row.get("parent")) for row in rows}
    for node in tree.values():
        if node.parent_code is not None and node.parent_code not in tree:
            raise ValueError(f"asset category {node.code} lies below {node.parent_code}, which there is not")
    return MappingProxyType(dict(sorted(tree.items())))
