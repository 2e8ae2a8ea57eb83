"""Reading the ledger and its sums, and writing into it what no command writes yet."""

from datetime import date
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from tests.integration.funds.scene import COUNTY, Scene

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
