"""The ledger: sealed in order without a gap, chained, never changed; and the sums over it on any day, as known then."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import dict_row
from sqlalchemy import create_engine, select

from chassis.chain import START, link, text_columns
from chassis.dump import facts_of
from chassis.settings import with_driver
from services.funds.base import Row
from services.funds.ledger.models import ENTRIES, SEALS
from tests.integration.funds.scene import COUNTY, Scene, bound, issue, received

SUMMARY = """query($code: RegionCode!, $scope: FundScope!, $year: Int!, $asOf: Date, $knownAt: DateTime) {
  fundSummary(regionCode: $code, fiscalYear: $year, scope: $scope, asOf: $asOf, knownAt: $knownAt) {
    asOf knownAt fiscalYear scope scopeLabel receivedAmount issuedAmount boundAmount paidAmount retainedAmount
    availableAmount spendProgressBps
    categories { category { code } receivedAmount issuedAmount boundAmount paidAmount availableAmount }
    verdicts { ruleId outcome measured } children { scopeLabel receivedAmount boundAmount availableAmount } } }"""
FINANCE = "prefecture_finance"


def summary(scene: Scene, code: str = COUNTY, scope: str = "ALL_SOURCES", year: int = 2020, **when: Any) -> Any:
    return scene.ask(SUMMARY, FINANCE, code=code, scope=scope, year=year, **when)["fundSummary"]


def pages(scene: Scene, persona: str = FINANCE, first: int = 2, **arguments: Any) -> list[dict[str, Any]]:
    """Every entry, page by page."""
    query = """query($first: Int!, $after: String, $where: LedgerEntryWhereInput,
        $order: LedgerEntryOrder! = SEQUENCE_ASC) {
      ledgerEntries(first: $first, after: $after, where: $where, orderBy: $order) {
        edges { cursor node { id sequence kind amount bookedOn sealedAt hash line { id } allocation { id }
          funding { id project { id } } reverses { id } } }
        pageInfo { hasNextPage endCursor } totalCount { count } } }"""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = scene.ask(query, persona, first=first, after=after, **arguments)["ledgerEntries"]
        found += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            assert page["totalCount"]["count"] == len(found)
            return found


@pytest.fixture(scope="module")
def money(scene: Scene) -> dict[str, str]:
    """1.20 received, 0.80 issued to the county, 0.30 bound (each a million yuan), sealed."""
    line = received(scene)["lines"][0]["id"]
    pot = scene.do("IssueAllocation", issue(line), FINANCE)["allocation"]["id"]
    project = scene.project()
    funding = bound(scene, project, pot, "300000.00")["id"]
    scene.seal()
    return {"line": line, "pot": pot, "project": project, "funding": funding}


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
    assert [(entry["kind"], entry["line"]) for entry in of_project] == [("BIND", None)]


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


def test_the_book_of_each_region_is_its_own(scene: Scene, money: dict[str, str]) -> None:
    county, prefecture = summary(scene), summary(scene, "652800")
    amounts = ("receivedAmount", "issuedAmount", "boundAmount", "availableAmount", "spendProgressBps")
    assert [county[name] for name in amounts] == ["800000.00", "0.00", "300000.00", "500000.00", 0]
    assert [prefecture[name] for name in amounts] == ["1200000.00", "800000.00", "0.00", "400000.00", 0]
    assert county["categories"] == [
        {
            "category": {"code": "DEVELOPMENT"},
            "receivedAmount": "800000.00",
            "issuedAmount": "0.00",
            "boundAmount": "300000.00",
            "paidAmount": "0.00",
            "availableAmount": "500000.00",
        }
    ]
    assert len(prefecture["children"]) == 9
    assert [each["boundAmount"] for each in prefecture["children"]].count("300000.00") == 1
    assert summary(scene, year=2019)["spendProgressBps"] is None


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        ("2020-01-08", ["0.00", "0.00", "0.00"]),
        ("2020-01-09", ["800000.00", "0.00", "800000.00"]),
        ("2020-03-25", ["800000.00", "0.00", "800000.00"]),
        ("2020-03-26", ["800000.00", "300000.00", "500000.00"]),
    ],
)
def test_the_sums_on_a_day(scene: Scene, money: dict[str, str], day: str, amounts: list[str]) -> None:
    found = summary(scene, asOf=day)
    assert [found["receivedAmount"], found["boundAmount"], found["availableAmount"]] == amounts
    assert found["asOf"] == day


@pytest.mark.rule("F-42")
@pytest.mark.parametrize(
    ("day", "outcome"), [("2020-01-05", "NOT_APPLICABLE"), ("2020-01-11", "PASS"), ("2020-01-12", "WARN")]
)
def test_the_five_days_on_a_day(scene: Scene, money: dict[str, str], day: str, outcome: str) -> None:
    verdicts = {each["ruleId"]: each["outcome"] for each in summary(scene, "652800", asOf=day)["verdicts"]}
    assert verdicts["F-42"] == outcome


def test_what_was_known_at_a_moment_does_not_change_afterwards(scene: Scene, money: dict[str, str]) -> None:
    known = datetime.now(UTC).isoformat()
    then = summary(scene, asOf="2020-03-26", knownAt=known)
    bound(scene, money["project"], money["pot"], "100000.00", boundOn="2020-03-20")
    scene.seal()
    assert summary(scene, asOf="2020-03-26", knownAt=known) == then
    assert summary(scene, asOf="2020-03-26")["boundAmount"] == "400000.00"
    assert summary(scene, asOf="2020-03-19")["boundAmount"] == "0.00"
    assert summary(scene, knownAt="2019-01-01T00:00:00+08:00")["receivedAmount"] == "0.00"


@pytest.mark.rule("F-42")
def test_the_verdict_knows_no_more_than_was_known(scene: Scene) -> None:
    line = received(scene, "5.00", regionCode=COUNTY, fiscalYear=2018, receivedOn="2018-01-01")["lines"][0]["id"]
    scene.seal()
    known = datetime.now(UTC).isoformat()
    scene.do("IssueAllocation", issue(line, "5.00", issuedOn="2018-01-03"), "county_finance")
    scene.seal()
    at = {"year": 2018, "asOf": "2018-02-01"}
    before, after = summary(scene, knownAt=known, **at), summary(scene, **at)
    assert [found["verdicts"][0]["measured"] for found in (before, after)] == ["31日", "2日"]


def test_own_money_that_a_region_allocates_to_itself_is_neither_received_twice_nor_issued(scene: Scene) -> None:
    own = [{"categoryCode": "COUNTY_MATCHING", "level": "COUNTY", "amount": "90.00"}]
    line = received(scene, regionCode=COUNTY, fiscalYear=2017, lines=own)["lines"][0]["id"]
    pot = scene.do("IssueAllocation", issue(line, "90.00"), "county_finance")["allocation"]["id"]
    bound(scene, scene.project(), pot, "40.00")
    scene.seal()
    found = {scope: summary(scene, scope=scope, year=2017) for scope in ("ALL_SOURCES", "UPPER_LEVELS", "OWN_BUDGET")}
    amounts = ("receivedAmount", "issuedAmount", "boundAmount", "availableAmount")
    assert [found["OWN_BUDGET"][name] for name in amounts] == ["90.00", "0.00", "40.00", "50.00"]
    assert [found["UPPER_LEVELS"][name] for name in amounts] == ["0.00", "0.00", "0.00", "0.00"]
    assert found["ALL_SOURCES"]["receivedAmount"] == "90.00"
    assert {scope: each["scopeLabel"] for scope, each in found.items()} == {
        "ALL_SOURCES": "全部口径(含轮台县本级安排)",
        "UPPER_LEVELS": "上级下达口径(不含轮台县本级安排)",
        "OWN_BUDGET": "本级安排口径(仅轮台县本级安排)",
    }


def test_the_label_names_every_level_whose_own_money_is_there(scene: Scene) -> None:
    for level, code, persona in (("PREFECTURE", "652800", FINANCE), ("COUNTY", COUNTY, "county_finance")):
        lines = [{"categoryCode": "DEVELOPMENT", "level": level, "amount": "10.00"}]
        line = received(scene, regionCode=code, fiscalYear=2016, lines=lines)["lines"][0]["id"]
        scene.do("IssueAllocation", issue(line, "10.00"), persona)
    scene.seal()
    label = summary(scene, scope="UPPER_LEVELS", year=2016)["scopeLabel"]
    assert label == "上级下达口径(不含巴音郭楞蒙古自治州、轮台县本级安排)"


ENTRY = """INSERT INTO ledger_entry (id, region_id, region_code, region_path, journal_id, position, fiscal_year, kind,
  amount, category_id, own_budget, booked_on, counts_from, reverses_id)
  SELECT gen_random_uuid(), region_id, region_code, region_path, journal_id, %(position)s, %(year)s, %(kind)s,
  %(amount)s, category_id, own_budget, %(on)s, %(on)s, %(reverses)s FROM ledger_entry WHERE id = %(like)s
  RETURNING id"""


def later_entries(scene: Scene, like: str, *kinds: tuple[str, int, str | None], year: int = 2020) -> list[UUID]:
    """Entries as later commands will leave them, sealed with the journal row of a new command."""
    seal = "INSERT INTO ledger_seal SELECT coalesce(max(sequence), 0) + 1, %s, now(), '\\x00' FROM ledger_seal"
    made = []
    with psycopg.connect(scene.funds.address.owner, row_factory=dict_row) as owner:
        for kind, amount, reverses in kinds:
            top = owner.execute("SELECT max(position) AS top FROM ledger_entry").fetchone()
            assert top is not None
            given = {"position": top["top"] + 1, "year": year, "kind": kind, "amount": amount, "reverses": reverses}
            row = owner.execute(ENTRY, given | {"like": like, "on": date(2020, 9, 1)}).fetchone()
            assert row is not None
            owner.execute(seal, [row["id"]])
            made.append(row["id"])
    return made


def test_every_kind_adds_to_the_sum_it_belongs_to(scene: Scene, money: dict[str, str]) -> None:
    like = pages(scene, where={"projectId": {"eq": money["project"]}})[0]["id"]
    kinds = {
        "RECEIPT": 10_000, "ADJUST": -1_000, "CLAWBACK": 500, "ALLOCATE": 300, "BIND": 4_000, "UNBIND": 1_000,
        "PAY": 2_000, "PAY_FAILED": 700, "RETURN": 50, "RETAIN": 90, "RELEASE": 40,
    }  # fmt: skip
    later_entries(scene, like, *((kind, amount, None) for kind, amount in kinds.items()), year=2011)
    found = summary(scene, year=2011)
    names = ("receivedAmount", "issuedAmount", "boundAmount", "paidAmount", "retainedAmount", "availableAmount")
    assert [found[name] for name in names] == ["85.00", "3.00", "30.00", "12.50", "0.50", "52.00"]
    assert found["spendProgressBps"] == 1471


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


BAD: dict[str, dict[str, Any]] = {
    "a day to come": {"asOf": "2999-01-01"},
    "no day": {"asOf": "2020-02-30"},
    "no moment": {"knownAt": "gestern"},
    "a moment without offset": {"knownAt": "2020-12-31T23:59:59"},
    "no year": {"year": 0},
    "unknown region": {"code": "659999"},
}


@pytest.mark.parametrize("name", BAD)
def test_bad_questions_are_refused(scene: Scene, name: str) -> None:
    variables = {"code": COUNTY, "scope": "ALL_SOURCES", "year": 2020} | BAD[name]
    assert scene.codes(SUMMARY, FINANCE, **variables) == ({"fundSummary": None}, ["INVALID_INPUT"])


def test_a_moment_to_come_is_the_present(scene: Scene, money: dict[str, str]) -> None:
    found = summary(scene, knownAt="2999-01-01T00:00:00+08:00")
    assert datetime.fromisoformat(found["knownAt"]) <= datetime.now(UTC)
