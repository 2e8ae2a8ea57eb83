"""Works on approved projects, as the tests of them walk: from the bound money to the hand-over of an asset."""

from datetime import date
from typing import Any
from uuid import UUID

from chassis.tables import new_id
from published.asset_terms import (
    AssetClass,
    AssetForm,
    LifecycleState,
    OperationState,
    OwnerLevel,
    TitleState,
    UtilisationState,
)
from published.assets import AssetFormedV1, AssetHandedOverV1, AssetSnapshot
from published.event import Meeting
from published.fund_terms import FundLevel, FundPurpose, ProjectFundingState
from published.funds import ProjectFundingConfirmedV1, ProjectFundingSnapshot
from published.money import Fen
from published.origin import RecordOrigin
from tests.integration.projects.desk import PREFECTURE, Desk, Given
from tests.integration.projects.way import Way, approval_of, draft_of

CENTRAL, OF_PREFECTURE = Fen(80_000_000), Fen(20_000_000)
WHOLE = Fen(100_000_000)


class Works(Way):
    """Carries one approved project on, on the days that the journey gives."""

    panel: tuple[str, ...] = ()
    acceptance: Given

    def bind(self, amount: Fen = CENTRAL, level: FundLevel = FundLevel.CENTRAL) -> ProjectFundingConfirmedV1:
        """Funds tells of bound money."""
        told = ProjectFundingConfirmedV1(
            project_funding=ProjectFundingSnapshot(
                id=new_id(),
                version=1,
                **self.place,
                project_id=UUID(self.id),
                allocation_id=new_id(),
                fund_category_id=Desk.CATEGORY,
                fund_category_code="DEVELOPMENT",
                level=level,
                amount=amount,
                paid_amount=Fen(0),
                purpose=FundPurpose.PRO_POOR,
                state=ProjectFundingState.CONFIRMED,
                bound_on=date(2020, 3, 26),
            ),
            approval=Meeting(held_on=date(2020, 3, 24), reference="轮扶领纪〔2020〕6号"),
        )
        self.desk.subgraph.deliver(told)
        return told

    @property
    def place(self) -> Given:
        """Region columns of the project."""
        statement = "SELECT region_id, region_code, region_path FROM project WHERE id = %(id)s"
        ((region_id, code, path),) = self.desk.subgraph.rows(statement, {"id": self.id})
        return {"region_id": region_id, "region_code": code, "region_path": path}

    def starting(self, **changed: Any) -> Given:
        papers = self.papers("IMPLEMENTATION_SCHEME")
        return {"startedOn": "2020-04-01", "documentIds": papers} | changed

    def to_works(self) -> None:
        """Started, with all its money bound."""
        self.bind(CENTRAL)
        self.bind(OF_PREFECTURE, FundLevel.PREFECTURE)
        self.on("2020-04-01")
        self.do("StartProject", "township_clerk", **self.starting())

    def reporting(self, day: str, progress_bps: int, **changed: Any) -> Given:
        self.on(day)
        return {"month": day[:7], "progressBps": progress_bps, "reportedOn": day} | changed

    def to_completion(self) -> None:
        """Built to the end and declared complete."""
        self.to_works()
        for day, progress_bps in (("2020-04-30", 3500), ("2020-07-18", 10_000)):
            self.do("ReportProgress", "township_clerk", **self.reporting(day, progress_bps))
        self.on("2020-07-20")
        self.do("CompleteProject", "township_clerk", completedOn="2020-07-20")

    def inspecting(self, **changed: Any) -> Given:
        return {"inspectedOn": "2020-07-24", "documentIds": self.papers("SELF_INSPECTION")} | changed

    def to_inspection(self) -> None:
        """Self-inspected."""
        self.to_completion()
        self.on("2020-07-24")
        self.do("SelfInspectProject", "township_clerk", **self.inspecting())

    def convening(self, **changed: Any) -> Given:
        desk = self.desk
        audit = {"name": "巴州工程审计事务所", "kind": "ENTERPRISE", "regionCode": PREFECTURE}
        members = [desk.official, _official(desk, "王强", "县财政局验收员")]
        third = desk.do("RegisterOrganisation", audit, "platform_operator")["organisation"]["id"]
        return {"projectId": self.id, "officialIds": members, "thirdPartyId": third} | changed

    def to_panel(self) -> None:
        """Before its panel."""
        self.to_inspection()
        self.on("2020-08-03")
        self.acceptance = self.desk.do("ConveneAcceptance", self.convening(), "county_office")["acceptance"]

    def signing(self, member: int = 0, **changed: Any) -> Given:
        return {
            "id": self.acceptance["id"],
            "expectedVersion": self.acceptance["version"],
            "memberId": self.acceptance["members"][member]["id"],
            "signedOn": "2020-08-03",
            "documentId": self.papers("ACCEPTANCE_FORM")[0],
        } | changed

    def sign(self, member: int, **changed: Any) -> None:
        """One more signature."""
        payload = self.desk.do("SignAcceptance", self.signing(member, **changed), "county_office")
        self.acceptance = self.acceptance | payload["acceptance"]

    def to_signatures(self) -> None:
        """Signed by everybody."""
        self.to_panel()
        for member in range(len(self.acceptance["members"])):
            self.sign(member)
        self.on("2020-08-05")

    def concluding(self, **changed: Any) -> Given:
        return {
            "id": self.acceptance["id"],
            "expectedVersion": self.acceptance["version"],
            "passed": True,
            "concludedOn": "2020-08-05",
            "acceptedAmount": "985600.00",
        } | changed

    def to_acceptance(self) -> None:
        """Accepted."""
        self.to_signatures()
        self.desk.do("ConcludeAcceptance", self.concluding(), "county_office")
        self.refresh()

    def settling(self, **changed: Any) -> Given:
        papers = self.papers("FINAL_ACCOUNT")
        return {"finalAmount": "985600.00", "settledOn": "2020-08-20", "documentIds": papers} | changed

    def to_settlement(self) -> None:
        """Settled."""
        self.to_acceptance()
        self.on("2020-08-20")
        self.do("SettleProject", "county_finance", **self.settling())

    def asset(self, number: int, version: int = 1, title: TitleState = TitleState.REGISTERED) -> AssetSnapshot:
        """An asset that the project formed."""
        return AssetSnapshot(
            id=UUID(int=UUID(self.id).int + number),
            version=version,
            **self.place,
            code=f"A-{number}",
            name="羊舍",
            pinyin="yang she",
            asset_class=AssetClass.OPERATING,
            category_code="LIVESTOCK_SHED",
            form=AssetForm.FIXED,
            quantity="1",
            unit="栋",
            project_id=UUID(self.id),
            formed_on=None,
            in_service_on=None,
            original_value=Fen(98_560_000),
            fundings=(),
            owner_level=OwnerLevel.VILLAGE,
            owners=(),
            title_state=title,
            operation_state=next(iter(OperationState)),
            utilisation_state=next(iter(UtilisationState)),
            lifecycle_state=next(iter(LifecycleState)),
            origin=RecordOrigin.COMMAND,
        )

    def form(self, number: int = 1) -> AssetFormedV1:
        """Assets tells of a registered asset."""
        told = AssetFormedV1(asset=self.asset(number))
        self.desk.subgraph.deliver(told)
        return told

    def hand_over(self, number: int = 1, on: date = date(2020, 8, 26)) -> AssetHandedOverV1:
        """Assets tells of a hand-over."""
        told = AssetHandedOverV1(
            asset=self.asset(number, version=3, title=TitleState.HANDED_OVER),
            recipient_id=new_id(),
            handed_over_on=on,
            slip_document_id=new_id(),
            upkeep_letter_document_id=new_id(),
            upkeep_party_id=None,
        )
        self.desk.subgraph.deliver(told)
        return told

    def shown(self, selection: str, persona: str | None = "county_office") -> Any:
        """What the project shows."""
        document = f"query($id: ID!) {{ project(id: $id) {{ {selection} }} }}"
        answer = self.desk.subgraph.post(document, {"id": self.id}, persona)
        assert "errors" not in answer, answer
        return answer["data"]["project"]


def _official(desk: Desk, name: str, duty: str) -> str:
    given = {"name": name, "duty": duty, "organisationId": desk.organisation}
    return str(desk.do("RegisterOfficial", given, "county_office")["official"]["id"])


def approved(desk: Desk, count: int) -> list[Works]:
    """Projects that stand together in the approved plan of the year."""
    ways = [Works(desk) for _ in range(count)]
    for way in ways:
        way.to_library()
    plan = desk.do("DraftAnnualPlan", draft_of(*ways), "county_office")["annualPlan"]
    ways[0].on("2020-03-24")
    desk.do("ApproveAnnualPlan", approval_of(plan), "county_leading_group")
    for way in ways:
        way.refresh()
    return ways
