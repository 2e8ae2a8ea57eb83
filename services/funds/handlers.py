"""How events of the neighbours change what funds keeps of them."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from chassis.handlers import consumes
from chassis.uow import UnitOfWork
from published.assets import AssetFormedV1, AssetHandedOverV1, AssetTitleConfirmedV1
from published.claim_terms import ClaimPaperKind
from published.envelope import Envelope
from published.projects import (
    PROJECT_EVENTS,
    OrganisationRegisteredV1,
    ProjectAcceptedV1,
    ProjectEvent,
    ProjectSelfInspectedV1,
    RegionChangedV1,
)
from services.funds.replicas import Asset, Organisation, PaperArrival, Project, Region

KEPT_OF_PROJECT = {
    "id",
    "name",
    "region_id",
    "region_code",
    "region_path",
    "state",
    "entered_library_on",
    "completed_on",
    "self_inspected_on",
    "accepted_on",
    "settled_on",
    "final_amount",
}


@consumes(RegionChangedV1)
def keep_region(uow: UnitOfWork, event: Envelope, data: RegionChangedV1) -> None:
    """Keep the place."""
    region = data.region
    columns = region.model_dump(exclude={"version", "pinyin", "former_codes", "successor_ids"})
    uow.keep(
        Region,
        event.aggregateversion,
        name_sort=region.pinyin,
        former_codes=list(region.former_codes),
        successor_ids=[str(successor) for successor in region.successor_ids],
        **columns,
    )


@consumes(OrganisationRegisteredV1)
def keep_organisation(uow: UnitOfWork, event: Envelope, data: OrganisationRegisteredV1) -> None:
    """Keep who may be paid."""
    uow.keep(Organisation, event.aggregateversion, id=data.organisation.id)


@consumes(*PROJECT_EVENTS)
def keep_project(uow: UnitOfWork, event: Envelope, data: ProjectEvent) -> None:
    """Keep what money may be bound to."""
    project = data.project
    uow.keep(
        Project,
        event.aggregateversion,
        **project.model_dump(include=KEPT_OF_PROJECT),
        planned_funding=[source.model_dump(mode="json") for source in project.planned_funding],
        approved_on=project.approval.held_on if project.approval else None,
        approval_reference=project.approval.reference if project.approval else None,
    )


@consumes(AssetFormedV1, AssetTitleConfirmedV1, AssetHandedOverV1)
def keep_asset(
    uow: UnitOfWork, event: Envelope, data: AssetFormedV1 | AssetTitleConfirmedV1 | AssetHandedOverV1
) -> None:
    """Keep which project formed it; that never changes."""
    uow.keep(Asset, event.aggregateversion, id=data.asset.id, project_id=data.asset.project_id)


@consumes(ProjectSelfInspectedV1, ProjectAcceptedV1)
def note_inspection(uow: UnitOfWork, event: Envelope, data: ProjectSelfInspectedV1 | ProjectAcceptedV1) -> None:
    """The project was self-inspected or accepted: its claims have that form from now on."""
    inspected = isinstance(data, ProjectSelfInspectedV1)
    kind = ClaimPaperKind.SELF_INSPECTION if inspected else ClaimPaperKind.ACCEPTANCE_FORM
    _note(uow, event, data.project.id, data.project.id, kind)


@consumes(AssetHandedOverV1)
def note_hand_over(uow: UnitOfWork, event: Envelope, data: AssetHandedOverV1) -> None:
    """An asset was handed over with its slip and upkeep letter: claims of its project have both once all are."""
    if data.asset.project_id is not None:
        for kind in (ClaimPaperKind.UPKEEP_LETTER, ClaimPaperKind.HANDOVER_SLIP):
            _note(uow, event, data.asset.id, data.asset.project_id, kind)


def _note(uow: UnitOfWork, event: Envelope, teller_id: UUID, project_id: UUID, kind: ClaimPaperKind) -> None:
    values = {"teller_id": teller_id, "kind": kind, "project_id": project_id, "arrived_at": event.time}
    uow.session.execute(insert(PaperArrival).values(values).on_conflict_do_nothing())


HANDLERS = (
    keep_region,
    keep_organisation,
    keep_project,
    keep_asset,
    note_inspection,
    note_hand_over,
)
