"""What funds keeps of its neighbours, fed by their events; a stub (version 0) knows no more than its id."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field

from chassis.columns import PathText, coded
from chassis.region import RegionColumns
from chassis.tables import Replica
from chassis.visibility import Visibility
from published.project_terms import ProjectState
from services.funds.base import Row


class Region(RegionColumns, Replica, Row, table=True):
    """A place [行政区划]."""

    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("行政区划", "region")


class Project(Replica, Row, table=True):
    """A project: where it lies, how far it has come, who approved it and since when it is in the library [项目]."""

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("项目", "project")

    name: str | None = Field(default=None, sa_type=Text)
    region_id: UUID | None = None
    region_code: str | None = Field(default=None, sa_type=Text)
    region_path: str | None = Field(default=None, sa_type=PathText, index=True)
    state: ProjectState | None = Field(default=None, sa_type=coded(ProjectState))
    approved_on: date | None = None
    approval_reference: str | None = Field(default=None, sa_type=Text)
    entered_library_on: date | None = None
