"""The funds service as its users meet it: what the neighbours told, and money that came, went on and is bound."""

import time
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any
from uuid import UUID

from chassis.leader import SEAL_LOCK, Leader
from chassis.sealer import Sealer
from chassis.tables import new_id
from published.event import Meeting
from published.money import Fen
from published.origin import RecordOrigin
from published.project_terms import ProjectState
from published.projects import ProjectApprovedV1, ProjectDeclaredV1, ProjectSnapshot
from tests.harness.files import paper, upload
from tests.harness.regions import placed, sample_regions
from tests.harness.subgraph import Subgraph
from tests.journeys.operations import document

PROVINCE, PREFECTURE, COUNTY, OTHER_COUNTY = "650000", "652800", "652822", "652801"
TOWNSHIP, VILLAGE, STRANGE_COUNTY = "652822100", "652822100201", "653125"
MEETING = Meeting(held_on=date(2020, 3, 10), reference="轮扶领纪〔2020〕4号")
TABLES = (
    "indicator_document",
    "indicator_line",
    "allocation",
    "project_funding",
    "ledger_entry",
    "own_budget",
    "payment_claim",
    "payment_line",
    "claim_paper",
    "payment",
    "retention",
    "state_fact",
    "journal",
    "idempotency",
)
COUNTS = ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)  # noqa: S608
SUMS = "(SELECT sum(allocated_amount) FROM indicator_line), (SELECT sum(bound_amount) FROM allocation)"
KEPT = f"SELECT {COUNTS}, {SUMS}"
SEAL_PATIENCE = 20.0
_NUMBERS = count(1)


def project_snapshot(
    id: UUID, *, at: str = VILLAGE, version: int = 1, approval: Meeting | None = None, entered: date | None = None
) -> ProjectSnapshot:
    return ProjectSnapshot(
        id=id,
        version=version,
        **placed(at),  # type: ignore[arg-type]
        code=f"XM{id.hex[-8:]}",
        name="示范村羊舍",
        pinyin="shi fan cun yang she",
        category_code="INDUSTRY_LIVESTOCK",
        appraisal_kind=None,
        scope=None,
        state=ProjectState.APPROVED if approval else ProjectState.DRAFT,
        pack="xinjiang-2019",
        origin=RecordOrigin.COMMAND,
        planned_amount=Fen(100_000_000),
        planned_funding=(),
        planned_start_on=None,
        planned_end_on=None,
        implementer_id=None,
        line_department_id=None,
        household_count=42,
        people_count=160,
        approval=approval,
        plan_year=2020 if approval else None,
        entered_library_on=entered,
    )


def declared(id: UUID, **more: Any) -> ProjectDeclaredV1:
    return ProjectDeclaredV1(project=project_snapshot(id, **more))


def approved(id: UUID, *, in_library: bool = True, version: int = 2, **more: Any) -> ProjectApprovedV1:
    entered = MEETING.held_on if in_library else None
    snapshot = project_snapshot(id, version=version, approval=MEETING, entered=entered, **more)
    return ProjectApprovedV1(project=snapshot, meeting=MEETING, plan_year=2020, amount_by_source=())


class Scene:
    """Runs the journey's operations as far as this service answers them."""

    def __init__(self, funds: Subgraph) -> None:
        self.funds = funds

    def prepare(self) -> None:
        for region in sample_regions():
            self.funds.deliver(region)

    def text(self, operation: str) -> str:
        """An operation of the journey, without what other services answer."""
        return self.funds.own_part(document(operation))

    def attempt(self, operation: str, given: Mapping[str, Any], persona: str | None, **more: Any) -> dict[str, Any]:
        """The payload of a command, refused or not."""
        return self.funds.run(self.text(operation), given, persona, **more)

    def do(self, operation: str, given: Mapping[str, Any], persona: str, **more: Any) -> dict[str, Any]:
        """The payload of a command that is accepted."""
        payload = self.attempt(operation, given, persona, **more)
        assert payload["errors"] == [], payload
        return payload

    def refused(self, operation: str, given: Mapping[str, Any], persona: str | None, **more: Any) -> dict[str, Any]:
        """The payload of a command that left nothing behind; its only error is under `error`."""
        before = self.kept()
        payload = self.attempt(operation, given, persona, **more)
        assert self.kept() == before
        assert payload["consistencyToken"] is None
        (error,) = payload["errors"]
        assert any("一" <= character <= "鿿" for character in error["message"])
        assert error["messageEn"]
        return payload | {"error": error}

    def kept(self) -> Sequence[tuple[Any, ...]]:
        """How many rows of each kind there are, and what is allocated and bound."""
        return self.funds.rows(KEPT)

    def ask(self, query: str, persona: str | None = "prefecture_finance", **variables: Any) -> Any:
        """The data of a read that goes well."""
        answer = self.funds.post(query, variables, persona)
        assert "errors" not in answer, answer
        return answer["data"]

    def codes(self, query: str, persona: str | None = "prefecture_finance", **variables: Any) -> Any:
        """Data and error codes of a read that is refused."""
        answer = self.funds.post(query, variables, persona)
        return answer["data"], [error["extensions"]["code"] for error in answer["errors"]]

    @cached_property
    def paper(self) -> str:
        """A file that may be any paper of a claim."""
        return upload(self.funds, "CLAIM_PAPER", "township_clerk", paper("报账材料"))

    def project(self, *, at: str = VILLAGE, approve: bool = True, in_library: bool = True) -> str:
        """A project that the projects service has told of."""
        identifier = new_id()
        self.funds.deliver(declared(identifier, at=at))
        if approve:
            self.funds.deliver(approved(identifier, at=at, in_library=in_library))
        return str(identifier)

    def seal(self) -> None:
        """Seal everything recorded so far, as the worker does."""
        runtime, deadline = self.funds.runtime, time.monotonic() + SEAL_PATIENCE
        with Leader.compete(runtime.engine, SEAL_LOCK) as leader:
            assert leader is not None
            sealer = Sealer(leader, runtime.service, runtime.clock)
            while self._unsealed():
                assert time.monotonic() < deadline, "a transaction of another test holds up the seal"
                if not sealer.seal_new():
                    time.sleep(0.01)

    def _unsealed(self) -> int:
        rows = self.funds.rows("SELECT (SELECT count(*) FROM journal) - (SELECT count(*) FROM seal)")
        return int(rows[0][0])


def receipt(amount: str = "1200000.00", **changes: Any) -> dict[str, Any]:
    """A document for the prefecture, with one central line unless `lines` says otherwise."""
    given: dict[str, Any] = {
        "documentNumber": {"issuerCode": "新财扶", "year": 2020, "number": next(_NUMBERS)},
        "title": "2020年财政专项扶贫资金",
        "regionCode": PREFECTURE,
        "fiscalYear": 2020,
        "tranche": "ADDITIONAL",
        "receivedOn": "2020-01-06",
        "performanceTarget": "产业带动120户",
        "lines": [{"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": amount}],
    } | changes
    return {name: value for name, value in given.items() if value is not None}


def issue(line: str, amount: str = "800000.00", **changes: Any) -> dict[str, Any]:
    """An allocation to the county."""
    return {"lineId": line, "regionCode": COUNTY, "amount": amount, "issuedOn": "2020-01-09"} | changes


def binding(project: str, allocation: str, amount: str = "800000.00", **changes: Any) -> dict[str, Any]:
    """Money for a project."""
    return {
        "projectId": project,
        "allocationId": allocation,
        "amount": amount,
        "purpose": "PRO_POOR",
        "boundOn": "2020-03-26",
    } | changes


def received(scene: Scene, amount: str = "1200000.00", **changes: Any) -> dict[str, Any]:
    """A document that was received."""
    given = receipt(amount, **changes)
    document_: dict[str, Any] = scene.do("ReceiveIndicatorDocument", given, "prefecture_finance")["indicatorDocument"]
    return document_


def allocated(scene: Scene, amount: str = "800000.00", **changes: Any) -> dict[str, Any]:
    """An allocation of a document of its own, all of it."""
    lines = {"lines": changes.pop("lines")} if "lines" in changes else {}
    line = received(scene, amount, **lines)["lines"][0]["id"]
    found: dict[str, Any] = scene.do("IssueAllocation", issue(line, amount, **changes), "prefecture_finance")
    allocation: dict[str, Any] = found["allocation"]
    return allocation


def bound(scene: Scene, project: str, allocation: str, amount: str = "800000.00", **changes: Any) -> dict[str, Any]:
    """Money that was bound."""
    given = binding(project, allocation, amount, **changes)
    funding: dict[str, Any] = scene.do("BindProjectFunding", given, "county_finance")["projectFunding"]
    return funding
