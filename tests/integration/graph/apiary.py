"""Hives of the orchard service: rows that count from a day on, and keepers that hold them for a time."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, case
from sqlmodel import Field, col
from strawberry import ID

from chassis.graph.aggregate import aggregate, by_value, change, total
from chassis.graph.connection import connection
from chassis.graph.context import ReadContext
from chassis.graph.dates import AS_OF
from chassis.graph.declare import column, pages
from chassis.graph.filter_types import IDFilterInput, StringFilterInput
from chassis.graph.filters import on, on_some, where_input
from chassis.graph.node import adds_to, node
from chassis.graph.ordering import by, ordering
from chassis.graph.query import by_id, listed, query
from chassis.graph.scalars import Money
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from tests.integration.graph.orchard import Row


class HiveRow(Versioned, InRegion, Row, table=True):
    __tablename__ = "orchard_hive"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    orchard_id: UUID
    name: str
    value: int = Field(sa_type=BigInteger)
    stands_from: date
    swarmed_on: date


class KeeperRow(Row, table=True):
    __tablename__ = "orchard_keeper"
    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT
    id: UUID = Field(primary_key=True)
    hive_id: UUID
    keeper_id: UUID
    until: date


MOOD = case((col(HiveRow.swarmed_on) <= AS_OF, "calm"), else_="busy")
KEPT = (col(KeeperRow.hive_id) == HiveRow.id) & (col(KeeperRow.until) >= AS_OF)


@ordering
class HiveOrder:
    """Order."""

    NAME_ASC = by(HiveRow.name, "Name.")
    MOOD_ASC = by(MOOD, "Mood on the day.")


@where_input
class HiveWhereInput:
    """Which hives."""

    mood: StringFilterInput | None = on(MOOD, "Mood on the day.")
    keeper_id: IDFilterInput | None = on_some(KeeperRow.keeper_id, KEPT, "Who keeps it on the day.")


@node(HiveRow, during=col(HiveRow.stands_from) <= AS_OF)
class Hive:
    """A hive."""

    id: ID = column("Id.")
    name: str = column("Name.")


async def _moods(_: ReadContext, keys: object) -> dict[str, str]:
    return {"calm": "安静", "busy": "忙碌"}


@aggregate("Hive", "Hives.")
class HiveAggregate:
    """Sums."""

    value: Money = total(HiveRow.value, "Value.")
    count_change: int = change("count", "Change of the count.")
    value_change: Money = change("value", "Change of the value.")
    MOOD = by_value(MOOD, "Mood.", _moods)


@connection("Hive", aggregate="HiveAggregate")
class HiveConnection:
    """Hives."""


@adds_to("Orchard")
class OrchardHives:
    """What hives add to an orchard; they hold on today."""

    hives: "HiveConnection" = pages(HiveRow.orchard_id, "Hives.", where="HiveWhereInput", order=HiveOrder)


@query
class ApiaryQuery:
    """Root fields."""

    hive: "Hive | None" = by_id("One.")
    hives: "HiveConnection | None" = listed("All.", where="HiveWhereInput", order=HiveOrder, dated=True)
