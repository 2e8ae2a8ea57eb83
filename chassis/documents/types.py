"""Which files may be kept, and whether bytes are what they are said to be."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

import puremagic
import yaml

HEAD_BYTES = 8192
"""What the recognition looks at."""


@dataclass(frozen=True)
class FileType:
    """A media type that may be kept; `part` is what a package must hold."""

    media_type: str
    endings: tuple[str, ...]
    recognised_as: frozenset[str]
    part: str | None

    def names(self, file_name: str) -> bool:
        """Whether the file name has an ending of this type."""
        return file_name.lower().endswith(tuple(f".{ending}" for ending in self.endings))

    def holds(self, file: IO[bytes]) -> bool:
        """Whether the content, read from the start, is of this type."""
        file.seek(0)
        recognised = _recognised(file.read(HEAD_BYTES))
        return bool(self.recognised_as & recognised) and (self.part is None or _has_part(file, self.part))


def _recognised(head: bytes) -> frozenset[str]:
    try:
        return frozenset(found.mime_type for found in puremagic.magic_string(head))
    except (puremagic.PureError, ValueError):
        return frozenset()


def _has_part(file: IO[bytes], part: str) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            return part in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def read_types(path: Path) -> Mapping[str, FileType]:
    """The types of a file, by media type."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            name: FileType(name, tuple(row["endings"]), frozenset(row.get("recognised_as", [name])), row.get("part"))
            for name, row in rows.items()
        }
    )


TYPES: Final = read_types(Path(__file__).with_name("types.yaml"))
"""By media type, in the order of the file."""
