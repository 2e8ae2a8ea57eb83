"""A small service that listens: it keeps replicas of what the other one tells."""

from pathlib import Path
from typing import ClassVar

from sqlmodel import Field, SQLModel

from chassis.auth import Permissions
from chassis.columns import PathText, service_registry
from chassis.handlers import consumes
from chassis.region import EVERYWHERE, RegionColumns
from chassis.service import Service
from chassis.tables import Replica, Versioned, service_tables
from chassis.uow import UnitOfWork
from chassis.visibility import Visibility
from published.envelope import Envelope
from published.projects import OrganisationRegisteredV1, RegionChangedV1
from rulebook.book import Rulebook
from tests.integration.chassis.example.teller import HERE, RULES

POISON = "毒"


class Row(SQLModel, registry=service_registry()):
    pass


class Region(RegionColumns, Replica, Row, table=True):
    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("行政区划", "region")


class Organisation(Replica, Row, table=True):
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("机构", "organisation")

    name: str | None = None
    region_path: str | None = Field(default=None, sa_type=PathText)


class Telling(Versioned, Row, table=True):
    """How often the counting handler ran for an organisation: once per event, however often it is delivered."""

    visibility: ClassVar[Visibility] = Visibility.REFERENCE
    label: ClassVar[tuple[str, str]] = ("记录", "telling")

    times: int = 0


class Cure(Row, table=True):
    """Its presence lets the poisoned handler work again."""

    visibility: ClassVar[Visibility] = Visibility.REFERENCE

    id: int = Field(primary_key=True)


TABLES = service_tables(Row.metadata)


@consumes(RegionChangedV1, keeps=Region)
def keep_region(uow: UnitOfWork, event: Envelope, data: RegionChangedV1) -> None:
    region = data.region.model_dump(exclude={"version", "pinyin", "former_codes", "successor_ids"})
    lists = {"former_codes": list(data.region.former_codes), "successor_ids": []}
    uow.keep(Region, event.aggregateversion, name_sort=data.region.pinyin, **lists, **region)


@consumes(OrganisationRegisteredV1, keeps=Organisation)
def keep_organisation(uow: UnitOfWork, event: Envelope, data: OrganisationRegisteredV1) -> None:
    told = data.organisation
    if POISON in told.name and uow.session.get(Cure, 1) is None:
        raise ValueError(f"the handler cannot digest {told.name}")
    uow.keep(Organisation, event.aggregateversion, id=told.id, name=told.name, region_path=told.region_path)


@consumes(OrganisationRegisteredV1)
def count_tellings(uow: UnitOfWork, _: Envelope, data: OrganisationRegisteredV1) -> None:
    uow.require("telling.count", EVERYWHERE)
    identifier = data.organisation.id
    if uow.session.get(Telling, identifier) is None:
        row = uow.add(Telling(id=identifier))
    else:
        row = uow.get_for_update(Telling, identifier)
    row.times += 1
    uow.record(row, action="telling.count")


def service(migrations: Path) -> Service:
    return Service(
        name="funds",
        metadata=Row.metadata,
        tables=TABLES,
        region=Region,
        permissions=Permissions.load(HERE / "permissions.yaml"),
        packs=Rulebook.load(RULES, HERE / "packs"),
        migrations=migrations,
        handlers=(keep_region, keep_organisation, count_tellings),
    )
