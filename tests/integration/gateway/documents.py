"""Documents that both gateways must answer alike, from the file beside this one."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple


class Document(NamedTuple):
    """A text and its variables, None if it is sent without."""

    text: str
    variables: dict[str, Any] | None


def _document(block: str) -> Document:
    given = re.match(r"# variables: (.*)\n", block)
    return Document(block[given.end() :] if given else block, json.loads(given[1]) if given else None)


_BLOCKS = re.split(
    r"^# == (\w+)\n", Path(__file__).with_suffix(".graphql").read_text(encoding="utf-8"), flags=re.MULTILINE
)
DOCUMENTS = {name: _document(block) for name, block in zip(_BLOCKS[1::2], _BLOCKS[2::2], strict=True)}
