"""Organisations and the named persons who answer for something in them: public registers."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from chassis.columns import coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from published.project_terms import OrganisationKind
from services.projects.base import Row


class Organisation(Versioned, InRegion, Row, table=True):
    """A body that owns, operates, pays or answers [组织机构].

    `name` is what everybody may read. An individual's is masked, and the whole name stands in `full_name` only.
    """

    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("机构", "organisation")
    personal: ClassVar[frozenset[str]] = frozenset({"full_name"})
    __table_args__ = (
        CheckConstraint("(kind = 'INDIVIDUAL') = (full_name IS NOT NULL)", name="full_name"),
        CheckConstraint("kind <> 'INDIVIDUAL' OR credit_code IS NULL", name="individual_has_no_credit_code"),
        Index("ix_organisation_name_sort", "name_sort", "id"),
    )

    region_id: UUID = Field(index=True, foreign_key="region.id")
    name: str
    name_sort: str
    full_name: str | None = None
    kind: OrganisationKind = Field(sa_type=coded(OrganisationKind))
    credit_code: str | None = Field(default=None, unique=True)


class Official(Versioned, InRegion, Row, table=True):
    """A named person of an organisation; lies where the organisation sits [责任人]."""

    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("人员", "official")
    personal: ClassVar[frozenset[str]] = frozenset({"name", "name_sort"})

    region_id: UUID = Field(index=True, foreign_key="region.id")
    organisation_id: UUID = Field(index=True, foreign_key="organisation.id")
    name: str
    name_sort: str
    duty: str
