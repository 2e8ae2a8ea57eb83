"""The tree of regions, which this service owns and publishes."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Sequence
from sqlmodel import Field

from chassis.region import RegionColumns
from chassis.tables import Versioned
from chassis.visibility import Visibility
from services.projects.base import Row

KEYS = Sequence("region_key", metadata=Row.metadata)
"""Numbers that region keys are written from, in base 36; never used twice."""


class Region(RegionColumns, Versioned, Row, table=True):
    """A place of the administrative tree [行政区划]: national reference data, public like the notices that name it."""

    visibility: ClassVar[Visibility] = Visibility.PUBLIC
    label: ClassVar[tuple[str, str]] = ("行政区划", "region")
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="validity"),
        CheckConstraint("code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'", name="code"),
        CheckConstraint("key ~ '^[0-9a-z]+$' AND right(path, length(key) + 2) = '/' || key || '/'", name="path"),
        Index("ix_region_former_codes", "former_codes", postgresql_using="gin"),
    )

    parent_id: UUID | None = Field(default=None, index=True, foreign_key="region.id")
    source: str
