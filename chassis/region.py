"""The shape of a region: the axis that visibility is judged along, shared by its owner and by its replicas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, cast, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from chassis.columns import PathText

ROOT_PATH = "/"


@dataclass(frozen=True)
class Place:
    """A place by its path alone, where a permission is asked for something that lies in no one region."""

    region_path: str


EVERYWHERE = Place(ROOT_PATH)


class RegionColumns(SQLModel):
    """A place of the administrative tree.

    `path` joins the short immutable keys from the top (`/1/4/`), so that a new name or code rewrites no row
    that lies in the region; only a new parent does.
    """

    code: str = Field(unique=True)
    name: str
    name_sort: str
    level: str
    scheme: str = "GB2260"
    parent_id: UUID | None = Field(default=None, index=True)
    key: str
    path: str = Field(sa_type=PathText, unique=True)
    valid_from: date | None = None
    valid_to: date | None = None
    former_codes: list[str] = Field(default_factory=list, sa_type=ARRAY(String))
    successor_ids: list[str] = Field(default_factory=list, sa_type=ARRAY(String))
    fictitious: bool = False

    @property
    def region_path(self) -> str:
        """A region lies in itself."""
        return self.path


def in_region(region: Any) -> dict[str, Any]:
    """The columns of a new row that say where it lies: the region's id, its code at this time, its path."""
    return {"region_id": region.id, "region_code": region.code, "region_path": region.path}


def place(row: Any, region: Any) -> None:
    """Put an existing row into a region."""
    for name, value in in_region(region).items():
        setattr(row, name, value)


def by_code(model: Any, codes: list[str]) -> Select[Any]:
    """Regions whose code in force, or a code they had before, is among `codes`.

    A retired region lends its code to its only successor (as a former code there); after a split it keeps it.
    """
    return select(model).where(or_(model.code.in_(codes), model.former_codes.op("&&")(cast(codes, ARRAY(String)))))


def pick(rows: list[Any], code: str) -> Any | None:
    """Of the rows found for `code`, the one in force before the one that is retired."""
    hits = [row for row in rows if code == row.code or code in row.former_codes]
    return min(hits, key=lambda row: (is_retired(row), row.code != code), default=None)


def is_retired(region: Any) -> bool:
    """Whether others took its place or it ended; a source may know the one without the other."""
    return region.valid_to is not None or bool(region.successor_ids)


def in_force(region: Mapping[Any, Any], day: date) -> bool:
    """Whether a region stood on a day; one that others took the place of, on an unknown day, did not."""
    begun = region["valid_from"] is None or region["valid_from"] <= day
    over = bool(region["successor_ids"]) if region["valid_to"] is None else region["valid_to"] < day
    return begun and not over
