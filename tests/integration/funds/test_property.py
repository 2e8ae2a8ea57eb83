"""Whatever is attempted in whatever order: no balance below zero, the ledger agrees, a refusal changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from published.fund_terms import FundLevel
from published.money import Fen, format_yuan
from tests.integration.funds.scene import (
    COUNTY,
    KEPT,
    OTHER_COUNTY,
    PREFECTURE,
    TOWNSHIP,
    Scene,
    binding,
    issue,
    receipt,
)

FINANCE = "prefecture_finance"
amounts = st.integers(min_value=-1, max_value=6_000)
lines = st.lists(
    st.tuples(
        st.sampled_from(["DEVELOPMENT", "BOND", "COUNTY_MATCHING"]),
        st.sampled_from([*FundLevel]),
        st.integers(1, 5_000),
    ),
    min_size=1,
    max_size=3,
)
days = st.integers(min_value=4, max_value=28)
receiving = st.tuples(st.just("receive"), st.sampled_from([PREFECTURE, COUNTY]), lines, st.booleans())
issuing = st.tuples(
    st.just("issue"),
    st.integers(0, 4),
    st.sampled_from([PREFECTURE, COUNTY, COUNTY, COUNTY, OTHER_COUNTY, TOWNSHIP]),
    amounts,
    days,
)
binding_ = st.tuples(st.just("bind"), st.integers(0, 4), st.integers(0, 2), amounts, days)


Owner = Callable[[str], list[tuple[Any, ...]]]


@dataclass
class Run:
    """What one sequence of attempts has made so far."""

    scene: Scene
    owner: Owner
    projects: list[str]
    lines: list[str] = field(default_factory=list)
    pots: list[str] = field(default_factory=list)

    def receive(self, region: str, given: Any, has_target: bool) -> None:
        sent = [
            {"categoryCode": code, "level": level.value, "amount": format_yuan(Fen(amount))}
            for code, level, amount in given
        ]
        target: dict[str, Any] = {} if has_target else {"performanceTarget": None}
        payload = self._attempt("ReceiveIndicatorDocument", receipt(lines=sent, regionCode=region, **target), FINANCE)
        self.lines += [line["id"] for line in (payload["indicatorDocument"] or {"lines": []})["lines"]]

    def issue(self, place: int, region: str, amount: int, day: int) -> None:
        if self.lines:
            line = self.lines[place % len(self.lines)]
            given = issue(line, format_yuan(Fen(amount)), regionCode=region, issuedOn=f"2020-01-{day:02d}")
            payload = self._attempt("IssueAllocation", given, FINANCE)
            self.pots += [payload["allocation"]["id"]] if payload["allocation"] else []

    def bind(self, place: int, project: int, amount: int, day: int) -> None:
        if self.pots:
            pot = self.pots[place % len(self.pots)]
            given = binding(self.projects[project], pot, format_yuan(Fen(amount)), boundOn=f"2020-03-{day:02d}")
            self._attempt("BindProjectFunding", given, "county_finance")

    def _attempt(self, operation: str, given: Any, persona: str) -> dict[str, Any]:
        before = self.owner(KEPT)
        payload = self.scene.attempt(operation, given, persona)
        assert (self.owner(KEPT) == before) == bool(payload["errors"])
        return payload


@pytest.fixture(scope="module")
def owner(scene: Scene) -> Iterator[Owner]:
    """What the owner of the tables reads, over one connection."""
    with psycopg.connect(scene.funds.address.owner, autocommit=True) as connection:
        yield lambda statement: connection.execute(statement.encode()).fetchall()


@pytest.fixture(scope="module")
def projects(scene: Scene) -> list[str]:
    return [scene.project(), scene.project(in_library=False), scene.project(approve=False)]


BOOKS = """SELECT region_code, fiscal_year, category_id, own_budget FROM ledger_entry GROUP BY 1, 2, 3, 4
  HAVING sum(CASE kind WHEN 'RECEIPT' THEN amount ELSE -amount END) < 0"""
UNLIKE = {
    "a line and its allocations": """SELECT l.id FROM indicator_line l WHERE l.allocated_amount <>
      (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.line_id = l.id)""",
    "a line and the ledger": """SELECT l.id FROM indicator_line l WHERE (l.amount, l.allocated_amount) <>
      (SELECT coalesce(sum(amount) FILTER (WHERE kind = 'RECEIPT' AND allocation_id IS NULL), 0),
        coalesce(sum(amount) FILTER (WHERE kind = 'ALLOCATE'), 0) FROM ledger_entry e WHERE e.line_id = l.id)""",
    "a document and its lines": """SELECT d.id FROM indicator_document d WHERE d.total_amount <>
      (SELECT sum(l.amount) FROM indicator_line l WHERE l.document_id = d.id)""",
    "a document and its day": """SELECT d.id FROM indicator_document d WHERE (d.issued_on IS NULL) =
      (SELECT bool_and(l.amount = l.allocated_amount) FROM indicator_line l WHERE l.document_id = d.id)""",
    "a pot and its bindings": """SELECT a.id FROM allocation a WHERE a.bound_amount <>
      (SELECT coalesce(sum(f.amount), 0) FROM project_funding f WHERE f.allocation_id = a.id)""",
    "a pot and the ledger": """SELECT a.id FROM allocation a WHERE (a.amount, a.bound_amount) <>
      (SELECT coalesce(sum(amount) FILTER (WHERE kind = 'RECEIPT'), 0),
        coalesce(sum(amount) FILTER (WHERE kind = 'BIND'), 0) FROM ledger_entry e WHERE e.allocation_id = a.id)""",
    "a binding and the ledger": """SELECT f.id FROM project_funding f WHERE f.amount <>
      (SELECT coalesce(sum(amount), 0) FROM ledger_entry e WHERE e.funding_id = f.id)""",
    "a book below zero": BOOKS,
}


def test_any_sequence_of_attempts(scene: Scene, projects: list[str], owner: Owner) -> None:
    @settings(max_examples=40, deadline=None)
    @given(steps=st.lists(st.one_of(receiving, issuing, issuing, binding_, binding_), min_size=6, max_size=14))
    def holds(steps: list[Any]) -> None:
        run = Run(scene, owner, projects)
        run.receive(PREFECTURE, [("DEVELOPMENT", FundLevel.CENTRAL, 5_000)], True)
        run.issue(0, COUNTY, 3_000, 9)
        for name, *arguments in steps:
            getattr(run, name)(*arguments)
        assert {what: owner(statement) for what, statement in UNLIKE.items()} == {what: [] for what in UNLIKE}

    holds()
    made = [owner(f"SELECT count(*) FROM {table}")[0][0] for table in ("allocation", "project_funding")]  # noqa: S608
    assert min(made) >= 10, "the attempts were mostly refused, which shows little"
