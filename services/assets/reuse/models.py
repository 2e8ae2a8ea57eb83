"""Which assets could serve a project, kept in a file beside the code."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import yaml

from services.assets.category.models import CATEGORIES


def read_serves(path: Path) -> Mapping[str, frozenset[str]]:
    """Codes of asset categories, with all below them, by project category; ValueError for one that the tree lacks."""
    given: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    lost = {code for codes in given.values() for code in codes} - set(CATEGORIES)
    if lost:
        raise ValueError(f"{path.name}: no such categories of assets: {sorted(lost)}")
    return {project: frozenset(_with_below(codes)) for project, codes in given.items()}


def _with_below(codes: list[str]) -> set[str]:
    return set(codes) | {node.code for node in CATEGORIES.values() if node.parent_code in codes}


SERVES: Final = read_serves(Path(__file__).with_name("serves.yaml"))
"""By category of the project; nothing serves a project of a category that is not there."""
