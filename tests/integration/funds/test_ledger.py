"""The ledger: sealed in order without a gap, chained, never changed."""

from collections.abc import Mapping
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, select

from chassis.chain import START, link, text_columns
from chassis.dump import facts_of
from chassis.settings import with_driver
from services.funds.base import Row
from services.funds.ledger.models import ENTRIES, SEALS
from tests.integration.funds.books import later_entries, pages, summary
from tests.integration.funds.scene import COUNTY, Scene, received


def test_entries_come_in_the_order_of_sealing_without_a_gap(scene: Scene, money: dict[str, str]) -> None:
    found = pages(scene)
    assert [entry["sequence"] for entry in found] == list(range(1, len(found) + 1))
    assert [(entry["kind"], entry["amount"], entry["bookedOn"]) for entry in found] == [
        ("RECEIPT", "1200000.00", "2020-01-06"),
        ("ALLOCATE", "800000.00", "2020-01-09"),
        ("RECEIPT", "800000.00", "2020-01-09"),
        ("BIND", "300000.00", "2020-03-26"),
    ]
    assert found[3]["funding"] == {"id": money["funding"], "project": {"id": money["project"]}}
    assert {entry["line"]["id"] for entry in found} == {money["line"]}
    assert pages(scene, order="SEQUENCE_DESC") == found[::-1]


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        ({"region": {"under": COUNTY}}, ["RECEIPT", "BIND"]),
        ({"region": {"eq": "652800"}}, ["RECEIPT", "ALLOCATE"]),
        ({"kind": {"in": ["BIND", "PAY"]}}, ["BIND"]),
        ({"kind": {"eq": "ALLOCATE"}}, ["ALLOCATE"]),
        ({"bookedOn": {"lte": "2020-01-09"}}, ["RECEIPT", "ALLOCATE", "RECEIPT"]),
        ({"bookedOn": {"isNull": True}}, []),
        ({"NOT": {"kind": {"eq": "RECEIPT"}}}, ["ALLOCATE", "BIND"]),
        ({"OR": [{"kind": {"eq": "BIND"}}, {"bookedOn": {"eq": "2020-01-06"}}]}, ["RECEIPT", "BIND"]),
    ],
)
def test_filters(scene: Scene, money: dict[str, str], where: Mapping[str, Any], kinds: list[str]) -> None:
    assert [entry["kind"] for entry in pages(scene, where=where)] == kinds


def test_entries_of_a_pot_and_of_a_project(scene: Scene, money: dict[str, str]) -> None:
    of_pot = pages(scene, where={"allocationId": {"eq": money["pot"]}})
    assert [entry["kind"] for entry in of_pot] == ["ALLOCATE", "RECEIPT", "BIND"]
    of_project = pages(scene, "county_finance", where={"projectId": {"eq": money["project"]}})
    assert [(entry["kind"], entry["line"]) for entry in of_project] == [("BIND", {"id": money["line"]})]


def test_the_chain_covers_every_stored_byte(scene: Scene, money: dict[str, str]) -> None:
    engine = create_engine(with_driver(scene.funds.address.owner))
    statement = select(*text_columns(ENTRIES), SEALS.c.sequence, SEALS.c.sealed_at, SEALS.c.hash.label("digest"))
    with engine.connect() as connection:
        rows = connection.execute(
            statement.join(SEALS, SEALS.c.entry_id == ENTRIES.c.id).order_by(SEALS.c.sequence)
        ).mappings()
        previous = START
        for row in rows:
            entry = {name: row[name] for name in (column.name for column in ENTRIES.columns)}
            assert row["digest"] == link(previous, row["sequence"], row["sealed_at"], entry)
            previous = row["digest"]
            assert link(previous, row["sequence"], row["sealed_at"], entry | {"amount": "1"}) != previous
    engine.dispose()


def test_what_is_not_sealed_is_not_in_the_ledger(scene: Scene, money: dict[str, str]) -> None:
    before, sums = len(pages(scene, first=100)), summary(scene, year=2021)
    received(scene, "7.00", regionCode=COUNTY, fiscalYear=2021)
    assert len(pages(scene, first=100)) == before
    assert summary(scene, year=2021)["receivedAmount"] == sums["receivedAmount"] == "0.00"
    scene.seal()
    assert len(pages(scene, first=100)) == before + 1
    assert summary(scene, year=2021)["receivedAmount"] == "7.00"


def test_a_wrong_entry_is_taken_back_by_another_that_names_it(scene: Scene, money: dict[str, str]) -> None:
    like = pages(scene, where={"projectId": {"eq": money["project"]}})[0]["id"]
    (wrong,) = later_entries(scene, like, ("BIND", 900, None), year=2010)
    assert summary(scene, year=2010)["boundAmount"] == "9.00"
    later_entries(scene, like, ("BIND", -900, str(wrong)), year=2010)
    assert summary(scene, year=2010)["boundAmount"] == "0.00"
    taken_back = [entry for entry in pages(scene, first=100) if entry["reverses"]]
    assert [(entry["amount"], entry["reverses"]) for entry in taken_back] == [("-9.00", {"id": str(wrong)})]
    with pytest.raises(psycopg.errors.UniqueViolation):
        later_entries(scene, like, ("BIND", -900, str(wrong)), year=2010)


@pytest.mark.parametrize("bad", [("BIND", 0, None), ("BIND", -1, None)])
def test_an_entry_has_an_amount_in_the_sense_of_its_kind(scene: Scene, money: dict[str, str], bad: Any) -> None:
    like = pages(scene, where={"projectId": {"eq": money["project"]}})[0]["id"]
    with pytest.raises(psycopg.errors.CheckViolation):
        later_entries(scene, like, bad)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_seal"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_nobody_changes_an_entry_or_its_seal(scene: Scene, money: dict[str, str], table: str, change: str) -> None:
    column = {"ledger_entry": "amount = 1", "ledger_seal": "sequence = 0"}[table]
    with (
        psycopg.connect(scene.funds.address.runtime) as runtime,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        runtime.execute(change.format(table, column).encode())


def test_the_seals_are_no_facts_of_the_dump(scene: Scene, money: dict[str, str]) -> None:
    engine = create_engine(with_driver(scene.funds.address.owner))
    with engine.connect() as connection:
        tables = {fact.table for fact in facts_of("funds", connection, Row.metadata)}
    engine.dispose()
    assert "funds.ledger_entry" in tables
    assert not {table for table in tables if "seal" in table}
