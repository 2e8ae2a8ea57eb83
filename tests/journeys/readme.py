"""The examples of the README, as somebody would paste them."""

import re
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
_BLOCK = re.compile(r"```graphql\n# persona: (?P<persona>\w+) · (?P<title>[^\n]+)\n(?P<document>.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One block: whose token it needs, and the operation."""

    persona: str
    title: str
    document: str


def examples() -> list[Example]:
    """All of them, in order."""
    return [Example(**found.groupdict()) for found in _BLOCK.finditer(README.read_text(encoding="utf-8"))]
