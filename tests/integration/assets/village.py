"""A village that has been given an asset: contracts over it, what they bring, and how that is shared out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from chassis.jobs import Job
from chassis.journal import Origin
from chassis.tables import new_id
from published.asset_terms import TitleState
from published.event import Event
from published.notice_terms import NoticeKind, NoticeState, NoticeSubject
from published.notices import NoticeClosedV1, NoticePostedV1, NoticeSnapshot
from published.project_terms import OrganisationKind, RegionLevel
from services.assets.asset.states import TITLE
from services.assets.jobs import JOBS
from tests.harness.regions import placed
from tests.integration.assets.scene import COUNTY, VILLAGE, Scene

OUTCOME = "verdicts { ruleId outcome message messageEn measured required } errors { code field message messageEn }"
CONTRACT = """id version state mode startsOn endsOn daysLeft annualAmount depositAmount operator { id }
    linkage { mode householdCount promisedAmount }
    asset { id incomes(first: 12) { nodes { id version kind dueOn dueAmount } } }"""
INCOME = "id version dueAmount receivedAmount receivedOn overdueDays contract { id } distribution { id }"
DISTRIBUTION = """id version state incomeAmount distributableAmount deliberatedOn paidOn disclosedOn notice { id }
    region { id } incomes { id receivedAmount } deductions { kind amount }
    lines { id use group note shareBps amount householdCount peopleCount }
    whatBlocks { mutation ready permitted verdicts { ruleId outcome } } history { toState effectiveOn }"""


def mutation(name: str, shown: str, of: str) -> str:
    """The document of a command that shows what it changed."""
    given = f"{name[0].upper()}{name[1:]}Input"
    return (
        f"mutation($input: {given}!, $key: String!, $dryRun: Boolean! = false) {{"
        f" {name}(input: $input, idempotencyKey: $key, validateOnly: $dryRun)"
        f" {{ {of} {{ {shown} }} {OUTCOME} }} }}"
    )


SIGN = mutation("operationContractSign", CONTRACT, "operationContract")
RECEIVE = mutation("incomeReceive", INCOME, "income")
STEPS = {
    "draft": ("distributionDraft", "village_clerk"),
    "deliberate": ("distributionDeliberate", "village_clerk"),
    "review": ("distributionReview", "township_clerk"),
    "file": ("distributionFile", "county_office"),
    "pay": ("distributionPay", "township_finance"),
    "disclose": ("distributionDisclose", "village_clerk"),
}
USUAL = "usual"
"""The persona whose step it is."""
LINES = [
    {"use": "SUPPORT", "group": "MONITORED", "shareBps": 3333, "householdCount": 7, "peopleCount": 15},
    {"use": "PUBLIC_POSTS", "group": "OUT_OF_POVERTY", "shareBps": 3333, "householdCount": 3, "peopleCount": 3},
    {"use": "HOUSEHOLD_DIVIDEND", "group": "VILLAGERS", "shareBps": 3334, "householdCount": 42, "peopleCount": 160},
]
LINKAGE = {"mode": "EMPLOYMENT", "householdCount": 6, "promisedAmount": "30000.00"}
INPUTS: dict[str, dict[str, Any]] = {
    "deliberate": {"heldOn": "2020-10-20", "attendeeCount": 61, "forCount": 60, "againstCount": 1},
    "review": {"decision": "PASS", "reviewedOn": "2020-11-02"},
    "file": {"filedOn": "2020-11-04"},
    "pay": {"paidOn": "2020-11-10"},
    "disclose": {"disclosedOn": "2020-11-12", "places": ["村委会公示栏", "县政府网站"]},
}


def told_of(event: type[Event], events: list[Event]) -> list[Any]:
    """The events of one kind."""
    return [each for each in events if isinstance(each, event)]


@dataclass
class Village:
    """What can be done in it; each input is accepted unless something is changed."""

    scene: Scene
    operator: UUID = field(default_factory=new_id)

    def prepare(self) -> None:
        self.operator = self.scene.organisation(COUNTY, OrganisationKind.COOPERATIVE)

    def asset(self, on: date = date(2020, 8, 26), **changes: Any) -> str:
        """An asset that was handed over."""
        asset = self.scene.register(**{"inServiceOn": "2020-08-10"} | changes)
        self.scene.move(asset, TITLE, TitleState.CONFIRMED, date(2020, 8, 18))
        self.scene.move(asset, TITLE, TitleState.HANDED_OVER, on)
        return asset

    def contract(self, asset: str, **changes: Any) -> dict[str, Any]:
        """A lease for three months; fields given as None are left out."""
        given: dict[str, Any] = {
            "assetId": asset,
            "mode": "LEASE",
            "operatorId": str(self.operator),
            "startsOn": "2020-09-01",
            "endsOn": "2020-11-30",
            "annualAmount": "48000.00",
            "schedule": [{"kind": "RENT", "dueOn": "2020-10-01", "amount": "12000.01"}],
            "depositAmount": "5000.00",
            "linkage": LINKAGE,
        } | changes
        return {name: value for name, value in given.items() if value is not None}

    def sign(self, asset: str | None = None, persona: str = "township_clerk", **changes: Any) -> Any:
        """A contract that was accepted."""
        payload = self.scene.assets.run(SIGN, self.contract(asset or self.asset(), **changes), persona)
        assert payload["errors"] == [], payload
        return payload["operationContract"]

    def receive(self, income: str, amount: str = "12000.01", on: str = "2020-10-09", **more: Any) -> Any:
        """The payload of a receipt, refused or not, at the version that the income is at."""
        version = self.version("income", income)
        given = {"id": income, "expectedVersion": version, "receivedOn": on, "amount": amount}
        return self.scene.assets.run(RECEIVE, given | more.pop("changes", {}), more.pop("persona", "township_clerk"))

    def income(self, amount: str = "12000.01", asset: str | None = None, **changes: Any) -> str:
        """An income that came in on 9 October."""
        schedule = [{"kind": "RENT", "dueOn": "2020-10-01", "amount": amount}]
        contract = self.sign(asset, **{"schedule": schedule} | changes)
        (due,) = contract["asset"]["incomes"]["nodes"]
        assert self.receive(due["id"], amount)["errors"] == []
        return str(due["id"])

    def pool(self, *incomes: str, **changes: Any) -> dict[str, Any]:
        """A distribution of incomes."""
        return {
            "regionCode": VILLAGE,
            "periodStartOn": "2020-09-01",
            "periodEndOn": "2020-10-31",
            "incomeIds": list(incomes),
            "deductions": [{"kind": "UPKEEP", "amount": "1000.00"}, {"kind": "RESERVE", "amount": "2000.00"}],
            "lines": LINES,
        } | changes

    def take(self, step: str, given: Mapping[str, Any], persona: str | None = USUAL, **more: Any) -> Any:
        """The payload of a step of a distribution, refused or not."""
        name, usual = STEPS[step]
        who = usual if persona == USUAL else persona
        return self.scene.assets.run(mutation(name, DISTRIBUTION, "distribution"), given, who, **more)

    def step(self, step: str, distribution: str, persona: str | None = USUAL, **changes: Any) -> Any:
        """The same at the version that the distribution is at; `subject` is who acts in the persona's role."""
        subject = changes.pop("subject", None)
        token = self.scene.assets.tokens.token(STEPS[step][1], sub=subject) if subject else None
        address = {"id": distribution, "expectedVersion": self.version("distribution", distribution)}
        return self.take(step, address | INPUTS[step] | changes, persona, token=token)

    def done(self, step: str, distribution: str, **changes: Any) -> Any:
        """A step that was accepted."""
        payload = self.step(step, distribution, **changes)
        assert payload["errors"] == [], payload
        return payload["distribution"]

    def draft(self, *incomes: str, **changes: Any) -> Any:
        """A distribution that was accepted."""
        payload = self.take("draft", self.pool(*(incomes or (self.income(),)), **changes))
        assert payload["errors"] == [], payload
        return payload["distribution"]

    def until(self, state: str, **changes: Any) -> str:
        """A distribution that has come so far."""
        distribution = str(self.draft(**changes)["id"])
        for reached, step in PATH:
            if self.state(distribution) == state:
                break
            if step == "publicise":
                self.publicise(distribution)
            else:
                self.done(step, distribution)
            assert self.state(distribution) == reached
        return distribution

    def notice(self, distribution: str, *, closed_on: date | None = None, **changes: Any) -> Event:
        """What projects tells of its publicity."""
        columns: dict[str, Any] = {
            "id": new_id(),
            "version": 2 if closed_on else 1,
            **placed(VILLAGE),
            "subject_kind": NoticeSubject.DISTRIBUTION,
            "subject_id": UUID(distribution),
            "kind": NoticeKind.PUBLICITY,
            "level": RegionLevel.VILLAGE,
            "state": NoticeState.CLOSED if closed_on else NoticeState.POSTED,
            "posted_on": date(2020, 10, 21),
            "planned_days": 10,
            "closed_on": closed_on,
        } | changes
        model = NoticeClosedV1 if closed_on else NoticePostedV1
        return model(notice=NoticeSnapshot(**columns))

    def publicise(self, distribution: str) -> UUID:
        """Posted, and closed ten days later; the id of the notice."""
        identifier = new_id()
        self.scene.assets.deliver(self.notice(distribution, id=identifier))
        self.scene.assets.deliver(self.notice(distribution, id=identifier, closed_on=date(2020, 10, 31)))
        return identifier

    def version(self, table: str, identifier: str) -> int:
        return int(self.row(table, identifier)["version"])

    def state(self, distribution: str) -> str:
        return str(self.row("distribution", distribution)["state"])

    def row(self, table: str, identifier: str) -> Any:
        """What is kept of something."""
        statement = f"SELECT to_jsonb(t) FROM {table} AS t WHERE id = %(id)s"  # noqa: S608
        return self.scene.assets.rows(statement, {"id": identifier})[0][0]

    def axes(self, asset: str) -> tuple[str, str, str]:
        """Operation, utilisation and lifecycle of an asset."""
        row = self.row("asset", asset)
        return row["operation_state"], row["utilisation_state"], row["lifecycle_state"]

    def live(self, *days: date, jobs: tuple[Job, ...] = JOBS) -> None:
        """Let business dates come, one by one, also such as came before: other tests have lived through them."""
        for day in days:
            self.scene.assets.set_today(day)
            for job in jobs:
                self.work(job, day)

    def work(self, job: Job, day: date) -> None:
        """The transaction of a job, without the record that it ran."""
        runtime = self.scene.assets.runtime
        with runtime.session() as session:
            origin = Origin(runtime.clock.now(session), f"job:{job.name}:{day}")
            uow = runtime.unit(session, runtime.system(job.name), origin, today=day)
            job.run(uow, day)
            uow.finish()
            session.commit()

    def alerts(self, kind: str) -> dict[str, Any]:
        """State and verdict of alerts of a kind by what they are about."""
        rows = self.scene.assets.rows(
            "SELECT subject_id::text, state, verdict, value, counted_from FROM asset_alert WHERE kind = %(kind)s"
            " ORDER BY id",
            {"kind": kind},
        )
        return {subject: {"state": state, "verdict": v, "value": n, "since": d} for subject, state, v, n, d in rows}


PATH = (
    ("DELIBERATED", "deliberate"),
    ("PUBLICISED", "publicise"),
    ("REVIEWED", "review"),
    ("FILED", "file"),
    ("PAID", "pay"),
    ("DISCLOSED", "disclose"),
)
"""Which step leads to which state."""
