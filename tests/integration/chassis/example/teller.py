"""A small service that tells: regions and organisations, published as `projects` publishes them."""

from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel
from pydantic import Field as Given
from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from chassis.auth import Permissions
from chassis.columns import coded, service_registry
from chassis.inputs import BusinessDate, CommandInput
from chassis.region import EVERYWHERE, RegionColumns, in_region
from chassis.service import Service
from chassis.states import Machine, Move
from chassis.tables import InRegion, Versioned, service_tables
from chassis.uow import UnitOfWork
from chassis.visibility import Visibility
from published.labelled import Labelled
from published.project_terms import OrganisationKind, RegionLevel, RegionScheme
from published.projects import OrganisationRegisteredV1, OrganisationSnapshot, RegionChangedV1, RegionSnapshot
from rulebook.book import Rulebook
from rulebook.rule import Judgement, Params, block, passed, rule
from rulebook.verdict import Kind

HERE = Path(__file__).parent


class Row(SQLModel, registry=service_registry()):
    pass


class Standing(Labelled):
    ACTIVE = "ACTIVE", "Active", "存续"
    CLOSED = "CLOSED", "Closed", "注销"


STANDING = Machine(axis="standing", column="standing", moves=(Move("close", Standing.ACTIVE, Standing.CLOSED),))


class Region(RegionColumns, Versioned, Row, table=True):
    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("行政区划", "region")


class Organisation(Versioned, InRegion, Row, table=True):
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("机构", "organisation")
    personal: ClassVar[frozenset[str]] = frozenset({"telephone"})
    __table_args__ = (CheckConstraint("changes >= 0", name="changes"),)

    name: str = Field(unique=True)
    kind: OrganisationKind = Field(sa_type=coded(OrganisationKind))
    telephone: str | None = None
    standing: Standing = Field(sa_type=coded(Standing))
    pack: str = "default"
    changes: int = 0


class LongestName(Params):
    longest: int


@rule("X-01", Kind.GUARD)
def name_is_not_too_long(facts: Organisation, params: LongestName) -> Judgement:
    if len(facts.name) > params.longest:
        return block(zh="名称过长。", en="The name is too long.", measured=str(len(facts.name)))
    return passed()


@rule("X-02", Kind.WARN)
def name_is_short(facts: Organisation, params: LongestName) -> Judgement:
    return block(zh="名称偏长。", en="The name is long.") if len(facts.name) > params.longest else passed()


RULES = (name_is_not_too_long, name_is_short)


class Note(BaseModel):
    """Part of an input, so that errors have a path below the top."""

    text: str = Given(max_length=300_000)


class RegisterInput(CommandInput):
    region_code: str
    name: str
    telephone: str | None = None
    registered_on: BusinessDate = date(2020, 1, 2)
    reason: str | None = None
    notes: tuple[Note, ...] = ()


class ChangeInput(CommandInput):
    id: UUID
    expected_version: int | None = None
    name: str | None = None
    reason: str | None = None


class CloseInput(CommandInput):
    id: UUID
    closed_on: BusinessDate
    reason: str | None = None


class RegionInput(CommandInput):
    code: str
    name: str
    path: str


def organisation_registered(row: Organisation) -> OrganisationRegisteredV1:
    snapshot = OrganisationSnapshot(
        **{name: getattr(row, name) for name in ("id", "version", "region_id", "region_code", "region_path", "name")},
        pinyin=row.name,
        kind=row.kind,
        credit_code=None,
    )
    return OrganisationRegisteredV1(organisation=snapshot)


def region_changed(row: Region) -> RegionChangedV1:
    columns = {name: getattr(row, name) for name in RegionSnapshot.model_fields if name != "pinyin"}
    columns |= {"level": RegionLevel(row.level), "scheme": RegionScheme(row.scheme), "pinyin": row.name_sort}
    columns |= {"former_codes": tuple(row.former_codes), "successor_ids": ()}
    return RegionChangedV1(region=RegionSnapshot(**columns))


def import_region(uow: UnitOfWork, cmd: RegionInput) -> UUID:
    uow.require("region.import", EVERYWHERE)
    values: dict[str, Any] = {"level": "COUNTY", "key": cmd.path.strip("/").split("/")[-1], "name_sort": cmd.name}
    region = uow.add(Region(code=cmd.code, name=cmd.name, path=cmd.path, **values))
    uow.record(region, region_changed, action="region.import")
    return region.id


def register_organisation(uow: UnitOfWork, cmd: RegisterInput) -> UUID:
    organisation = Organisation(
        **in_region(uow.region(cmd.region_code)),
        name=cmd.name,
        kind=OrganisationKind.GOVERNMENT,
        telephone=cmd.telephone,
        standing=Standing.ACTIVE,
    )
    uow.require("organisation.register", organisation)
    uow.enforce(RULES, organisation, pack="default")
    uow.add(organisation)
    uow.begin(organisation, STANDING, Standing.ACTIVE, on=cmd.registered_on)
    event = organisation_registered if not cmd.notes else lambda row: with_notes(row, cmd.notes)
    uow.record(organisation, event, action="organisation.register")
    return organisation.id


def with_notes(row: Organisation, notes: tuple[Note, ...]) -> OrganisationRegisteredV1:
    """An event as large as its notes."""
    event = organisation_registered(row)
    text = "".join(note.text for note in notes)
    return event.model_copy(update={"organisation": event.organisation.model_copy(update={"pinyin": text})})


def change_organisation(uow: UnitOfWork, cmd: ChangeInput) -> dict[str, UUID]:
    organisation = uow.get_for_update(Organisation, cmd.id, cmd.expected_version)
    uow.require("organisation.change", organisation)
    organisation.changes += 1
    organisation.name = cmd.name or organisation.name
    uow.record(organisation, organisation_registered, action="organisation.change")
    return {"organisation": organisation.id}


def close_organisation(uow: UnitOfWork, cmd: CloseInput) -> UUID:
    organisation = uow.get_for_update(Organisation, cmd.id)
    uow.require("organisation.close", organisation)
    uow.move(organisation, STANDING, Standing.CLOSED, cmd.closed_on, ("input", "closedOn"))
    uow.record(organisation, organisation_registered, action="organisation.close")
    return organisation.id


TABLES = service_tables(Row.metadata)


def service(migrations: Path) -> Service:
    return Service(
        name="projects",
        metadata=Row.metadata,
        tables=TABLES,
        region=Region,
        permissions=Permissions.load(HERE / "permissions.yaml"),
        packs=Rulebook.load(RULES, HERE / "packs"),
        migrations=migrations,
    )
