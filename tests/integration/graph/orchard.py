"""A small service of the tests: regions, orchards in them, trees in orchards, and growers of a neighbour."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel, col
from strawberry import ID

from chassis.graph.aggregate import aggregate, by_enum, by_region_below, by_value, region_labels, total
from chassis.graph.connection import connection
from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, built, children, column, pages, reference
from chassis.graph.filter_types import (
    DateFilterInput,
    IDFilterInput,
    IntFilterInput,
    MoneyFilterInput,
    RegionFilterInput,
    StringFilterInput,
    enum_filter,
)
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.news import news, subscription
from chassis.graph.node import adds_to, node, stub
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.query import by_id, computed, listed, query
from chassis.graph.scalars import Money, RegionCode
from chassis.graph.values import DocumentNumber, document_number
from chassis.region import RegionColumns
from chassis.tables import InRegion, Replica, Versioned, service_tables
from chassis.visibility import Visibility
from published.asset_terms import AssetClass


class Row(SQLModel, registry=registry()):
    """Base of the tables."""


TABLES = service_tables(Row.metadata)


class RegionRow(Versioned, RegionColumns, Row, table=True):
    __tablename__ = "orchard_region"
    visibility: ClassVar[Visibility] = Visibility.REFERENCE


class GrowerRow(Replica, InRegion, Row, table=True):
    __tablename__ = "orchard_grower"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE


class OrchardRow(Versioned, InRegion, Row, table=True):
    __tablename__ = "orchard"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    code: str
    kind: str
    value: int = Field(sa_type=BigInteger)
    planted_on: date | None = None
    grower_id: UUID | None = None
    partner_id: UUID | None = None
    issuer: str | None = None


class TreeRow(Row, table=True):
    __tablename__ = "orchard_tree"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    id: UUID = Field(primary_key=True)
    orchard_id: UUID
    height: int


class LeaseRow(Row, table=True):
    """Shown to both the region that lets and the region that rents."""

    __tablename__ = "orchard_lease"
    visibility: ClassVar[Visibility] = Visibility.PARTIES
    party_paths: ClassVar[tuple[str, ...]] = ("from_path", "to_path")
    id: UUID = Field(primary_key=True)
    from_path: str
    to_path: str


@stub
class Grower:
    """A neighbour's."""


@node(RegionRow, key=True)
class Region:
    """A place."""

    id: ID = column("Id.")
    code: RegionCode = column("Code.")
    parent: "Region | None" = reference(RegionRow.parent_id, "Above.")


@node(TreeRow)
class Tree:
    """A tree."""

    id: ID = column("Id.")
    height: int = column("Height.")


@node(LeaseRow)
class Lease:
    """A lease."""

    id: ID = column("Id.")


@ordering
class OrchardOrder:
    """Order."""

    CODE_ASC = by(OrchardRow.code, "Code.")
    VALUE_DESC = by_desc(OrchardRow.value, "Largest.")
    PLANTED_ASC = by(OrchardRow.planted_on, "Oldest.")
    PLANTED_DESC = by_desc(OrchardRow.planted_on, "Youngest.")


@ordering
class TreeOrder:
    """Order."""

    HEIGHT_ASC = by(TreeRow.height, "Height.")


@ordering
class LeaseOrder:
    """Order."""

    ID_ASC = by(LeaseRow.id, "Id.")


@enum_filter(AssetClass)
class AssetClassFilterInput:
    """Kind."""


@where_input
class OrchardWhereInput:
    """Which orchards."""

    id: IDFilterInput | None = on(OrchardRow.id, "Id.")
    code: StringFilterInput | None = on(OrchardRow.code, "Code.")
    region: RegionFilterInput | None = on_region(OrchardRow, "Place.")
    kind: AssetClassFilterInput | None = on(OrchardRow.kind, "Kind.")
    value: MoneyFilterInput | None = on(OrchardRow.value, "Value.")
    version: IntFilterInput | None = on(OrchardRow.version, "Version.")
    planted_on: DateFilterInput | None = on(OrchardRow.planted_on, "Planted.")
    shared: bool | None = on(col(OrchardRow.partner_id).is_not(None), "Shared.")


async def _letters(_: ReadContext, rows: Sequence[dict[str, Any]], times: int = 1) -> list[str]:
    CALLS.append(len(rows))
    return [row["code"] * times for row in rows]


CALLS: list[int] = []


def _number(row: dict[str, Any]) -> DocumentNumber | None:
    return document_number(row["issuer"], 2020 if row["issuer"] else None, 7 if row["issuer"] else None)


@node(OrchardRow, key=True)
class Orchard:
    """An orchard."""

    id: ID = column("Id.")
    code: str = column("Code.")
    kind: AssetClass = column("Kind.")
    value: Money = column("Value.")
    doubled: Money = column("Twice.", of=OrchardRow.value * 2)
    region: "Region" = reference(OrchardRow.region_id, "Place.")
    grower: "Grower | None" = reference(OrchardRow.grower_id, "Grower.", via=GrowerRow)
    partner: "Orchard | None" = reference(OrchardRow.partner_id, "Partner.")
    trees: "list[Tree]" = children(TreeRow.orchard_id, "Trees.", order=(TreeRow.height,))
    tree_pages: "TreeConnection" = pages(TreeRow.orchard_id, "Trees.", order=TreeOrder)
    letters: str = batched(_letters, "Letters.", code=OrchardRow.code)
    number: DocumentNumber | None = built(_number, "Number.", issuer=OrchardRow.issuer)


@aggregate("Orchard", "Orchards.")
class OrchardAggregate:
    """Sums."""

    value: Money = total(OrchardRow.value, "Value.")
    KIND = by_enum(OrchardRow.kind, AssetClass, "Kind.")
    REGION = by_region_below(OrchardRow, RegionRow, "Region.")
    PLACE = by_value(OrchardRow.region_code, "Place.", region_labels)


@connection("Orchard", aggregate="OrchardAggregate")
class OrchardConnection:
    """Orchards."""


@connection("Tree")
class TreeConnection:
    """Trees."""


@connection("Lease")
class LeaseConnection:
    """Leases."""


@adds_to("Region")
class RegionOrchards:
    """What orchards add to a region."""

    orchards: "OrchardConnection" = pages(
        OrchardRow.region_path, "Orchards.", where="OrchardWhereInput", order=OrchardOrder, under=RegionRow.path
    )


async def _region(ctx: ReadContext, code: RegionCode) -> Any:
    from chassis.graph.names import find
    from chassis.graph.rows import load

    found = await ctx.region(code)
    return await load(ctx, find("tests.integration", "Region"), found and found.id)


async def _broken(_: ReadContext) -> str:
    raise ZeroDivisionError("a bug with a secret in its text")


@query
class OrchardQuery:
    """Root fields."""

    orchard: "Orchard | None" = by_id("One.")
    orchards: "OrchardConnection | None" = listed("All.", where="OrchardWhereInput", order=OrchardOrder)
    leases: "LeaseConnection | None" = listed("All.", order=LeaseOrder)
    tree: "Tree | None" = by_id("One.")
    region: "Region | None" = computed(_region, "By code.")
    broken: str | None = computed(_broken, "A bug.")


@subscription
class OrchardSubscription:
    """Root fields."""

    orchard_planted: "Orchard" = news("orchard.plant", "orchard.replant", description="Planted.")
