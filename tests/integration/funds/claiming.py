"""Claims as their users meet them: works that the neighbours told of, papers, desks and the treasury."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from chassis.tables import new_id
from published.assets import AssetFormedV1, AssetHandedOverV1
from published.event import Event
from published.money import Fen
from published.project_terms import ProjectState
from published.projects import (
    OrganisationRegisteredV1,
    ProjectAcceptedV1,
    ProjectCompletedV1,
    ProjectSelfInspectedV1,
    ProjectSettledV1,
)
from tests.harness.regions import placed
from tests.integration.funds.scene import MEETING, VILLAGE, Scene, allocated, bound, project_snapshot
from tests.unit.published.sample import sample

DRAFT, ATTACH, SUBMIT = "DraftClaim", "AttachClaimPaper", "SubmitClaim"
REVIEW, PAY = "ReviewClaim", "PayClaim"
DRAFTER, OFFICE, FINANCE, TREASURY = "township_clerk", "county_office", "county_finance", "county_treasury"
TODAY = date(2020, 8, 24)
ACCOUNT = "6222000011112222"
UPLOADED = (
    "INVOICE", "WITHDRAWAL_FORM", "FUNDING_REQUEST", "WORKS_CONTRACT", "SUPERVISION_CONTRACT", "SUPERVISION_REPORT",
    "BUSINESS_LICENCE", "QUALIFICATION", "ACCOUNT_PERMIT", "LEDGER_PAGE",
)  # fmt: skip
STAGES: dict[str, dict[str, Any]] = {
    "completed": {"state": ProjectState.COMPLETED, "completed_on": date(2020, 7, 20)},
    "inspected": {"state": ProjectState.SELF_INSPECTED, "self_inspected_on": date(2020, 7, 24)},
    "accepted": {
        "state": ProjectState.ACCEPTED,
        "accepted_on": date(2020, 8, 5),
        "accepted_amount": Fen(98_560_000),
    },
    "settled": {"state": ProjectState.SETTLED, "settled_on": date(2020, 8, 20), "final_amount": Fen(98_560_000)},
}
EVENTS: dict[str, Any] = {
    "completed": ProjectCompletedV1,
    "inspected": ProjectSelfInspectedV1,
    "accepted": ProjectAcceptedV1,
    "settled": ProjectSettledV1,
}


def works(project: str, stage: str, **changes: Any) -> Event:
    """What projects tells when the works have come so far, everything before included."""
    told: dict[str, Any] = {}
    for version, name in enumerate(STAGES, start=3):
        told |= STAGES[name] | {"version": version}
        if name == stage:
            break
    snapshot = project_snapshot(UUID(project), approval=MEETING, entered=MEETING.held_on)
    event: Event = EVENTS[stage](project=snapshot.model_copy(update=told | changes))
    return event


def formed(project: str, asset: UUID) -> AssetFormedV1:
    """The project formed an asset."""
    return AssetFormedV1(asset=_asset(project, asset, 1))


def handed_over(project: str, asset: UUID) -> AssetHandedOverV1:
    """An asset that the project formed was handed over."""
    return sample(AssetHandedOverV1).model_copy(update={"asset": _asset(project, asset, 3)})  # type: ignore[no-any-return]


def _asset(project: str, asset: UUID, version: int) -> Any:
    place = placed(VILLAGE) | {"id": asset, "version": version, "project_id": UUID(project)}
    return sample(AssetFormedV1).asset.model_copy(update=place)


def registered() -> OrganisationRegisteredV1:
    """A contractor that projects told of."""
    told = sample(OrganisationRegisteredV1)
    organisation = told.organisation.model_copy(update={"id": new_id(), "version": 1})
    return told.model_copy(update={"organisation": organisation})  # type: ignore[no-any-return]


@dataclass
class Works:
    """A project with money of two sources bound to it, its asset, and who built it."""

    scene: Scene
    project: str
    payee: str
    central: str
    prefecture: str
    asset: UUID

    def tell(self, *stages: str) -> "Works":
        for stage in stages:
            self.scene.funds.deliver(works(self.project, stage))
        return self

    def tell_all(self) -> "Works":
        return self.tell(*STAGES)

    def hand_over(self) -> "Works":
        self.scene.funds.deliver(handed_over(self.project, self.asset))
        return self

    def given(self, first: str = "800000.00", second: str | None = "185600.00", **changes: Any) -> dict[str, Any]:
        """The input of a final claim on both sources."""
        lines = [{"projectFundingId": self.central, "amount": first}]
        lines += [{"projectFundingId": self.prefecture, "amount": second}] if second else []
        retention = {"shareBps": 300, "dueOn": "2021-08-05"}
        base = {"projectId": self.project, "stage": "FINAL", "lines": lines, "payeeId": self.payee}
        given = base | {"payeeAccount": ACCOUNT, "retention": retention} | changes
        return {name: value for name, value in given.items() if value is not None}

    def draft(self, **changes: Any) -> "Claim":
        return Claim(self.scene, self.scene.do(DRAFT, self.given(**changes), DRAFTER)["paymentClaim"])


@dataclass
class Claim:
    """A claim at the version its last command left it at."""

    scene: Scene
    shown: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.shown["id"])

    def seen(self, **given: Any) -> dict[str, Any]:
        return {"id": self.id, "expectedVersion": self.shown["version"]} | given

    def step(self, operation: str, persona: str, **given: Any) -> dict[str, Any]:
        payload = self.scene.do(operation, self.seen(**given), persona)
        self.shown = payload["paymentClaim"]
        return payload

    def attach(self, *kinds: str) -> "Claim":
        for kind in kinds or UPLOADED:
            self.step(ATTACH, DRAFTER, kind=kind, documentId=self.scene.paper)
        return self

    def submit(self, on: str = "2020-08-25") -> "Claim":
        self.step(SUBMIT, DRAFTER, submittedOn=on)
        return self

    def review(self, persona: str, on: str = "2020-08-27", decision: str = "PASS", **given: Any) -> "Claim":
        self.step(REVIEW, persona, decision=decision, reviewedOn=on, **given)
        return self

    def approve(self) -> "Claim":
        return self.review(OFFICE).review(FINANCE, "2020-08-28")

    def pay(self, on: str = "2020-08-31", reference: str | None = None) -> dict[str, Any]:
        return self.step(PAY, TREASURY, paidOn=on, reference=reference or f"国库{new_id().hex}")

    def ask(self, selection: str, persona: str = OFFICE) -> Any:
        found = self.scene.ask(f"query($id: ID!) {{ paymentClaim(id: $id) {{ {selection} }} }}", persona, id=self.id)
        return found["paymentClaim"]

    def history(self) -> list[tuple[str | None, str, str]]:
        found = self.ask("history { fromState toState effectiveOn }")["history"]
        return [(each["fromState"], each["toState"], each["effectiveOn"]) for each in found]


def built(scene: Scene, central: str = "800000.00", prefecture: str = "200000.00") -> Works:
    """Works for which both sources are bound and the asset is formed; nothing is told of the works yet."""
    project, payee, asset = scene.project(), registered(), new_id()
    scene.funds.deliver(payee)
    scene.funds.deliver(formed(project, asset))
    own = [{"categoryCode": "DEVELOPMENT", "level": "PREFECTURE", "amount": prefecture}]
    pots = allocated(scene, central), allocated(scene, prefecture, lines=own)
    first, second = (bound(scene, project, pot["id"], pot["amount"])["id"] for pot in pots)
    return Works(scene, project, str(payee.organisation.id), first, second, asset)


def ready(scene: Scene) -> Claim:
    """A final claim with every paper, not yet submitted."""
    return built(scene).tell_all().hand_over().draft().attach()
