"""Whatever is attempted in whatever order: no balance below zero, the ledger agrees, a refusal changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from published.fund_terms import FundLevel
from published.money import Fen, format_yuan
from tests.integration.funds.claiming import ACCOUNT, OFFICE, UPLOADED, Claim, registered
from tests.integration.funds.claiming import FINANCE as FINANCE_DESK
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
claiming_ = st.tuples(
    st.just("claim"),
    st.integers(0, 4),
    st.integers(min_value=-1, max_value=1_500),
    st.integers(0, 301),
    st.sampled_from(["PAID", "PAID", "SUBMITTED", "REJECTED"]),
)
ADVANCE = UPLOADED[1:4] + UPLOADED[6:9]


def advance(project: str, funding: str, amount: int, share: int, payee: str) -> dict[str, Any]:
    """A claim for an advance on one binding."""
    line = {"projectFundingId": funding, "amount": format_yuan(Fen(amount))}
    given = {"projectId": project, "stage": "ADVANCE", "lines": [line], "payeeId": payee, "payeeAccount": ACCOUNT}
    return given | ({"retention": {"shareBps": share, "dueOn": "2021-04-01"}} if share else {})


def leave(claim: Claim) -> None:
    assert claim.shown["state"] == "SUBMITTED"


def reject(claim: Claim) -> None:
    claim.review(OFFICE, "2020-04-01", "REJECT", comments="不予报账")


def pay(claim: Claim) -> None:
    claim.review(OFFICE, "2020-04-01").review(FINANCE_DESK, "2020-04-01").pay("2020-04-01")


Owner = Callable[[str], list[tuple[Any, ...]]]


@dataclass
class Run:
    """What one sequence of attempts has made so far."""

    scene: Scene
    owner: Owner
    projects: list[str]
    lines: list[str] = field(default_factory=list)
    pots: list[str] = field(default_factory=list)
    fundings: list[tuple[str, str]] = field(default_factory=list)
    payee: str = ""

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
            payload = self._attempt("BindProjectFunding", given, "county_finance")
            if payload["projectFunding"]:
                self.fundings.append((self.projects[project], payload["projectFunding"]["id"]))

    def claim(self, place: int, amount: int, share: int, last: str) -> None:
        """Ask for part of a binding, and take the claim as far as `last`."""
        if not self.fundings:
            return
        project, funding = self.fundings[place % len(self.fundings)]
        given = advance(project, funding, amount, share, self.payee)
        found = self._attempt("DraftClaim", given, "township_clerk")["paymentClaim"]
        if found:
            claim = Claim(self.scene, found).attach(*ADVANCE).submit("2020-04-01")
            {"REJECTED": reject, "SUBMITTED": leave, "PAID": pay}[last](claim)

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
  HAVING sum(CASE WHEN kind = 'RECEIPT' THEN amount WHEN kind IN ('ALLOCATE', 'BIND') THEN -amount ELSE 0 END) < 0
    OR sum(CASE WHEN kind = 'BIND' THEN amount WHEN kind IN ('PAY', 'RETAIN') THEN -amount ELSE 0 END) < 0"""
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
    "a binding and the ledger": """SELECT f.id FROM project_funding f WHERE (f.amount, f.paid_amount) <>
      (SELECT coalesce(sum(amount) FILTER (WHERE kind = 'BIND'), 0),
        coalesce(sum(amount) FILTER (WHERE kind = 'PAY'), 0) FROM ledger_entry e WHERE e.funding_id = f.id)""",
    "a binding and its claims": """SELECT f.id FROM project_funding f WHERE f.paid_amount <>
      (SELECT coalesce(sum(l.paid_amount), 0) FROM payment_line l WHERE l.funding_id = f.id) OR f.amount <
      (SELECT coalesce(sum(l.amount), 0) FROM payment_line l JOIN payment_claim c ON c.id = l.claim_id
        WHERE l.funding_id = f.id AND c.state <> 'REJECTED')""",
    "a binding and its state": """SELECT f.id FROM project_funding f WHERE f.state <>
      CASE f.paid_amount WHEN 0 THEN 'CONFIRMED' WHEN f.amount THEN 'PAID' ELSE 'PARTLY_PAID' END""",
    "a claim and its lines": """SELECT c.id FROM payment_claim c WHERE (c.amount, c.retention_amount) <>
      (SELECT sum(l.amount), sum(l.retained_amount) FROM payment_line l WHERE l.claim_id = c.id)""",
    "a claim and its payment": """SELECT c.id FROM payment_claim c WHERE
      (c.state = 'PAID') <> EXISTS (SELECT FROM payment p WHERE p.claim_id = c.id AND p.amount = c.amount
        - coalesce((SELECT r.amount FROM retention r WHERE r.claim_id = c.id), 0))""",
    "retention and the ledger": """SELECT 1 WHERE (SELECT coalesce(sum(amount), 0) FROM retention) <>
      (SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE kind = 'RETAIN')""",
    "a book below zero": BOOKS,
}


def test_any_sequence_of_attempts(scene: Scene, projects: list[str], owner: Owner) -> None:
    scene.funds.set_today(date(2020, 4, 1))
    payee = registered()
    scene.funds.deliver(payee)
    step = st.one_of(receiving, issuing, issuing, binding_, binding_, claiming_, claiming_)

    @settings(max_examples=25, deadline=None)
    @given(steps=st.lists(step, min_size=6, max_size=14))
    def holds(steps: list[Any]) -> None:
        run = Run(scene, owner, projects, payee=str(payee.organisation.id))
        run.receive(PREFECTURE, [("DEVELOPMENT", FundLevel.CENTRAL, 5_000)], True)
        run.issue(0, COUNTY, 3_000, 9)
        run.bind(0, 0, 1_000, 26)
        run.claim(0, 100, 0, "PAID")
        for name, *arguments in steps:
            getattr(run, name)(*arguments)
        assert {what: owner(statement) for what, statement in UNLIKE.items()} == {what: [] for what in UNLIKE}

    holds()
    made = [owner(f"SELECT count(*) FROM {table}")[0][0] for table in ("allocation", "project_funding", "payment")]  # noqa: S608
    assert min(made) >= 10, "the attempts were mostly refused, which shows little"
