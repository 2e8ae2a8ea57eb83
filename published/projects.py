"""Events of the projects service, version 1. They name no person: who answers for what is asked of projects."""

from datetime import date
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, model_validator

from published.event import DecimalText, Event, Meeting, PlacedSnapshot, Snapshot, Year
from published.fund_terms import FundLevel
from published.model import PublishedModel
from published.money import Amount
from published.origin import RecordOrigin
from published.project_terms import AppraisalKind, OrganisationKind, ProjectState, RegionLevel, RegionScheme
from published.region_code import RegionCode, RegionKey, RegionPath


class RegionSnapshot(Snapshot):
    """A region; `pinyin` is its sort key, `former_codes` still lead to it, `successor_ids` took its place."""

    code: RegionCode
    name: str
    pinyin: str
    level: RegionLevel
    scheme: RegionScheme
    parent_id: UUID | None
    key: RegionKey
    path: RegionPath
    valid_from: date | None
    valid_to: date | None
    former_codes: tuple[RegionCode, ...]
    successor_ids: tuple[UUID, ...]
    fictitious: bool

    @property
    def place(self) -> RegionCode | None:
        """Its own code."""
        return self.code


class RegionChangedV1(Event):
    """A region was created or changed."""

    type: ClassVar[str] = "jiadi.region.changed.v1"
    aggregate: ClassVar[str] = "region"

    region: RegionSnapshot


class OrganisationSnapshot(PlacedSnapshot):
    """An organisation and its seat; an individual's name is masked and carries no credit code."""

    name: str
    pinyin: str
    kind: OrganisationKind
    credit_code: str | None

    @model_validator(mode="after")
    def _individual_is_masked(self) -> Self:
        if self.kind is OrganisationKind.INDIVIDUAL and ("*" not in self.name or self.credit_code is not None):
            raise ValueError("an individual is published with a masked name and without a number")
        return self


class OrganisationRegisteredV1(Event):
    """An organisation was registered."""

    type: ClassVar[str] = "jiadi.organisation.registered.v1"
    aggregate: ClassVar[str] = "organisation"

    organisation: OrganisationSnapshot


class OfficialSnapshot(PlacedSnapshot):
    """An official by duty, placed where the organisation sits; the name stays in projects."""

    organisation_id: UUID
    duty: str


class OfficialRegisteredV1(Event):
    """A named person of an organisation was registered."""

    type: ClassVar[str] = "jiadi.official.registered.v1"
    aggregate: ClassVar[str] = "official"

    official: OfficialSnapshot


class SourceAmount(PublishedModel):
    """Planned money of one category and level, fen."""

    fund_category_code: str
    level: FundLevel
    amount: Amount


class ProjectTarget(PublishedModel):
    """A performance target: indicator, value and unit."""

    indicator: str
    target: DecimalText
    unit: str


class ProjectSnapshot(PlacedSnapshot):
    """A project; `approval` is the leading-group meeting that approved it, null before."""

    code: str
    name: str
    pinyin: str
    category_code: str
    appraisal_kind: AppraisalKind | None
    scope: str | None
    state: ProjectState
    pack: str
    origin: RecordOrigin
    planned_amount: Amount
    planned_funding: tuple[SourceAmount, ...]
    planned_start_on: date | None
    planned_end_on: date | None
    implementer_id: UUID | None
    line_department_id: UUID | None
    household_count: Annotated[int, Field(ge=0)] | None
    people_count: Annotated[int, Field(ge=0)] | None
    targets: tuple[ProjectTarget, ...] = ()
    approval: Meeting | None
    plan_year: Year | None
    entered_library_on: date | None


class ProjectDeclaredV1(Event):
    """A project was declared."""

    type: ClassVar[str] = "jiadi.project.declared.v1"
    aggregate: ClassVar[str] = "project"

    project: ProjectSnapshot


class ProjectApprovedV1(Event):
    """A leading-group meeting approved a project, its plan year and its money by source."""

    type: ClassVar[str] = "jiadi.project.approved.v1"
    aggregate: ClassVar[str] = "project"

    project: ProjectSnapshot
    meeting: Meeting
    plan_year: Year
    amount_by_source: tuple[SourceAmount, ...]


EVENTS: tuple[type[Event], ...] = (
    RegionChangedV1,
    OrganisationRegisteredV1,
    OfficialRegisteredV1,
    ProjectDeclaredV1,
    ProjectApprovedV1,
)
