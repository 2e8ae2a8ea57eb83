"""Events of the projects service, version 1. They name no person: who answers for what is asked of projects."""

from datetime import date
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from published import notices
from published.event import DecimalText, Event, Meeting, PlacedSnapshot, Snapshot, Year
from published.fund_terms import FundLevel
from published.model import PublishedModel
from published.money import Amount, Fen
from published.origin import RecordOrigin
from published.project_terms import AppraisalKind, OrganisationKind, ProjectState, RegionLevel, RegionScheme
from published.region_code import RegionCode, RegionKey, RegionPath
from published.review_terms import ModificationKind
from published.shares import WHOLE


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
    """A project; `approval` is the leading-group meeting that approved its plan, null before.

    `accepted_amount` and `final_amount` are fen: what the joint acceptance and the final account found.
    """

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
    progress_bps: Annotated[int, Field(ge=0, le=WHOLE)] = 0
    started_on: date | None = None
    completed_on: date | None = None
    self_inspected_on: date | None = None
    accepted_on: date | None = None
    accepted_amount: Amount | None = None
    settled_on: date | None = None
    final_amount: Amount | None = None


class ProjectEvent(Event):
    """Something that happened to a project."""

    aggregate: ClassVar[str] = "project"

    project: ProjectSnapshot


class ProjectDeclaredV1(ProjectEvent):
    """A project was declared."""

    type: ClassVar[str] = "jiadi.project.declared.v1"


class ProjectSubmittedV1(ProjectEvent):
    """A project was sent up, the first or the second time."""

    type: ClassVar[str] = "jiadi.project.submitted.v1"

    round: Literal[1, 2]


class ProjectEnteredLibraryV1(ProjectEvent):
    """The county notice of a project closed; it is in the library."""

    type: ClassVar[str] = "jiadi.project.entered_library.v1"


class ProjectApprovedV1(ProjectEvent):
    """A leading-group meeting approved the plan that a project stands in, its plan year and its money by source."""

    type: ClassVar[str] = "jiadi.project.approved.v1"

    meeting: Meeting
    plan_year: Year
    amount_by_source: tuple[SourceAmount, ...]


class ProjectStartedV1(ProjectEvent):
    """The works began."""

    type: ClassVar[str] = "jiadi.project.started.v1"


class ProjectProgressReportedV1(ProjectEvent):
    """A month's physical progress was reported; `month` is YYYY-MM."""

    type: ClassVar[str] = "jiadi.project.progress_reported.v1"

    month: Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    reported_on: date


class ProjectModifiedV1(ProjectEvent):
    """A running project was modified; `amount_change` is signed fen, `modified_bps` the changes so far."""

    type: ClassVar[str] = "jiadi.project.modified.v1"

    kinds: tuple[ModificationKind, ...]
    amount_change: Fen
    modified_bps: Annotated[int, Field(ge=0)]


class ProjectCompletedV1(ProjectEvent):
    """The works are complete."""

    type: ClassVar[str] = "jiadi.project.completed.v1"


class ProjectSelfInspectedV1(ProjectEvent):
    """The township inspected its own works."""

    type: ClassVar[str] = "jiadi.project.self_inspected.v1"


class ProjectAcceptedV1(ProjectEvent):
    """The joint acceptance passed."""

    type: ClassVar[str] = "jiadi.project.accepted.v1"


class ProjectSettledV1(ProjectEvent):
    """The final account was reviewed."""

    type: ClassVar[str] = "jiadi.project.settled.v1"


class ProjectHandedOverV1(ProjectEvent):
    """Every asset that a settled project formed has been handed over."""

    type: ClassVar[str] = "jiadi.project.handed_over.v1"


PROJECT_EVENTS: tuple[type[Event], ...] = (
    ProjectDeclaredV1,
    ProjectSubmittedV1,
    ProjectEnteredLibraryV1,
    ProjectApprovedV1,
    ProjectStartedV1,
    ProjectProgressReportedV1,
    ProjectModifiedV1,
    ProjectCompletedV1,
    ProjectSelfInspectedV1,
    ProjectAcceptedV1,
    ProjectSettledV1,
    ProjectHandedOverV1,
)
"""Each carries the project as it is afterwards; who keeps projects takes them all."""

EVENTS: tuple[type[Event], ...] = (
    RegionChangedV1,
    OrganisationRegisteredV1,
    OfficialRegisteredV1,
    *PROJECT_EVENTS,
    *notices.EVENTS,
)
