"""The kinds of money that the service brings along, as its file lists them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import UUID, uuid5

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from published.fund_terms import FundLevel, LibraryBinding

FILE: Final = Path(__file__).parent / "categories.yaml"
_NAMESPACE: Final = UUID("5c0b5d1e-7c1f-5a3f-9d52-6f2f7a4f1d10")


class CategoryEntry(BaseModel):
    """A node of the file with the nodes below it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(pattern="^[A-Z][A-Z_]*$")]
    name: Annotated[str, Field(min_length=1)]
    level: FundLevel | None = None
    library_binding: LibraryBinding | None = None
    children: tuple["CategoryEntry", ...] = ()


_TREE: Final = TypeAdapter(tuple[CategoryEntry, ...])


def category_id(code: str) -> UUID:
    """The id of a kind that the service brings along.

    It follows from the code, unlike all other ids: every installation knows these kinds by the same id, so that a
    database built anew tells the neighbours of the same kinds again and not of others with the same codes.
    """
    return uuid5(_NAMESPACE, code)


def file_categories(path: Path = FILE) -> list[dict[str, Any]]:
    """Columns of every kind in the file, those above before those below; ValidationError for a malformed file."""
    return list(_columns(_TREE.validate_python(yaml.safe_load(path.read_text("utf-8"))), None, None))


def _columns(
    entries: Iterable[CategoryEntry], parent_id: UUID | None, inherited: LibraryBinding | None
) -> Iterator[dict[str, Any]]:
    for entry in entries:
        binding = entry.library_binding or inherited
        if binding is None:
            raise ValueError(f"{entry.code}: neither it nor a kind above it has a library_binding")
        identifier = category_id(entry.code)
        own = {"code": entry.code, "name": entry.name, "level": entry.level}
        yield {"id": identifier, "parent_id": parent_id, "library_binding": binding} | own
        yield from _columns(entry.children, identifier, binding)
