"""What the neighbours have told before an asset is registered: places, owners, an approved project, bound money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from chassis.journal import Origin
from chassis.leader import SEAL_LOCK, Leader
from chassis.sealer import Sealer
from chassis.states import Machine
from chassis.tables import new_id
from published.event import Meeting
from published.fund_terms import FundLevel, FundPurpose, ProjectFundingState
from published.funds import ProjectFundingConfirmedV1, ProjectFundingSnapshot
from published.money import Fen, parse_yuan
from published.origin import RecordOrigin
from published.project_terms import OrganisationKind, ProjectState
from published.projects import (
    OrganisationRegisteredV1,
    OrganisationSnapshot,
    ProjectAcceptedV1,
    ProjectApprovedV1,
    ProjectDeclaredV1,
    ProjectSnapshot,
)
from services.assets.asset.models import Asset
from tests.harness.regions import placed, sample_regions
from tests.harness.subgraph import Subgraph

COUNTY, OTHER_COUNTY = "652822", "652801"
TOWNSHIP, OTHER_TOWNSHIP = "652822100", "652822101"
VILLAGE, SIBLING, OTHER_VILLAGE = "652822100201", "652822100202", "652822101201"
MEETING = Meeting(held_on=date(2020, 3, 10), reference="轮扶领纪〔2020〕4号")

REGISTER = """mutation($input: AssetRegisterInput!, $key: String!, $dryRun: Boolean! = false) {
  assetRegister(input: $input, idempotencyKey: $key, validateOnly: $dryRun) {
    asset { id version code originalValue }
    verdicts { ruleId kind outcome message messageEn measured required pack assumed
      citation { article documentNumber { text } } }
    errors { code field message messageEn } consistencyToken } }"""


def organisation_event(
    code: str, kind: OrganisationKind = OrganisationKind.VILLAGE_COLLECTIVE, *, id: UUID | None = None, version: int = 1
) -> OrganisationRegisteredV1:
    individual = kind is OrganisationKind.INDIVIDUAL
    snapshot = OrganisationSnapshot(
        id=id or new_id(),
        version=version,
        **placed(code),  # type: ignore[arg-type]
        name="买*" if individual else "示范村股份经济合作社",
        pinyin="shi fan cun",
        kind=kind,
        credit_code=None,
    )
    return OrganisationRegisteredV1(organisation=snapshot)


def project_snapshot(
    code: str, *, id: UUID, version: int = 1, approved: bool = False, state: ProjectState | None = None, **more: Any
) -> ProjectSnapshot:
    given: dict[str, Any] = dict(
        id=id,
        version=version,
        **placed(code),  # type: ignore[arg-type]
        code=f"P{id.hex[-8:]}",
        name="示范村羊舍",
        pinyin="shi fan cun yang she",
        category_code="INDUSTRY_LIVESTOCK",
        appraisal_kind=None,
        scope=None,
        state=state or (ProjectState.APPROVED if approved else ProjectState.DRAFT),
        pack="xinjiang-2019",
        origin=RecordOrigin.COMMAND,
        planned_amount=parse_yuan("1000000.00"),
        planned_funding=(),
        planned_start_on=None,
        planned_end_on=None,
        implementer_id=None,
        line_department_id=None,
        household_count=42,
        people_count=160,
        approval=MEETING if approved else None,
        plan_year=None,
        entered_library_on=None,
    )
    return ProjectSnapshot(**given | more)


def declared_event(code: str, *, id: UUID, version: int = 1) -> ProjectDeclaredV1:
    return ProjectDeclaredV1(project=project_snapshot(code, id=id, version=version))


def approved_event(code: str, *, id: UUID, version: int = 2, state: ProjectState | None = None) -> ProjectApprovedV1:
    snapshot = project_snapshot(code, id=id, version=version, approved=True, state=state)
    return ProjectApprovedV1(project=snapshot, meeting=MEETING, plan_year=2020, amount_by_source=())


def accepted_event(code: str, *, id: UUID, version: int = 3, amount: str = "1000000.00") -> ProjectAcceptedV1:
    snapshot = project_snapshot(
        code,
        id=id,
        version=version,
        approved=True,
        state=ProjectState.ACCEPTED,
        accepted_on=date(2020, 8, 5),
        accepted_amount=parse_yuan(amount),
    )
    return ProjectAcceptedV1(project=snapshot)


def funding_event(
    code: str, project: UUID, amount: str, *, id: UUID | None = None, version: int = 1
) -> ProjectFundingConfirmedV1:
    snapshot = ProjectFundingSnapshot(
        id=id or new_id(),
        version=version,
        **placed(code),  # type: ignore[arg-type]
        project_id=project,
        allocation_id=new_id(),
        fund_category_id=new_id(),
        fund_category_code="DEVELOPMENT",
        level=FundLevel.CENTRAL,
        amount=parse_yuan(amount),
        paid_amount=Fen(0),
        purpose=FundPurpose.PRO_POOR,
        state=ProjectFundingState.CONFIRMED,
        bound_on=date(2020, 3, 26),
    )
    return ProjectFundingConfirmedV1(project_funding=snapshot, approval=MEETING)


@dataclass
class Scene:
    """The service with what it was told; `registration` is an input that is accepted unless something is changed."""

    assets: Subgraph
    village: UUID = field(default_factory=new_id)
    county_body: UUID = field(default_factory=new_id)

    def prepare(self) -> None:
        for region in sample_regions():
            self.assets.deliver(region)
        self.assets.deliver(organisation_event(VILLAGE, id=self.village))
        self.assets.deliver(organisation_event(COUNTY, OrganisationKind.STATE_ENTERPRISE, id=self.county_body))

    def organisation(self, code: str, kind: OrganisationKind = OrganisationKind.VILLAGE_COLLECTIVE) -> UUID:
        event = organisation_event(code, kind)
        self.assets.deliver(event)
        return event.organisation.id

    def project(self, code: str = VILLAGE, *, amount: str = "1000000.00") -> UUID:
        """An accepted project."""
        identifier = self.project_in(code, ProjectState.APPROVED)
        self.assets.deliver(accepted_event(code, id=identifier, amount=amount))
        return identifier

    def project_in(self, code: str, state: ProjectState) -> UUID:
        """A project that has come no further than a state before acceptance."""
        identifier = new_id()
        self.assets.deliver(declared_event(code, id=identifier))
        if state is not ProjectState.DRAFT:
            self.assets.deliver(approved_event(code, id=identifier, state=state))
        return identifier

    def funding(self, project: UUID, amount: str = "800000.00", code: str = VILLAGE) -> UUID:
        event = funding_event(code, project, amount)
        self.assets.deliver(event)
        return event.project_funding.id

    def registration(self, **changes: Any) -> dict[str, Any]:
        """An input; fields given as None are left out."""
        project = changes.pop("projectId", None) or self.project(changes.pop("at", VILLAGE))
        given: dict[str, Any] = {
            "projectId": str(project),
            "name": "示范村羊舍1号",
            "assetClass": "OPERATING",
            "categoryCode": "LIVESTOCK_SHED",
            "form": "FIXED",
            "quantity": "1200.00",
            "unit": "平方米",
            "regionCode": VILLAGE,
            "formedOn": "2020-08-05",
            "fundings": [],
            "otherFundings": [{"source": "村集体自筹", "amount": "1000.00"}],
            "owners": [{"holderId": str(self.village), "shareBps": 10000}],
        } | changes
        return {name: value for name, value in given.items() if value is not None}

    def attempt(self, given: Mapping[str, Any], persona: str = "county_asset_manager", **more: Any) -> dict[str, Any]:
        """The payload of a registration, refused or not."""
        return self.assets.run(REGISTER, given, persona, **more)

    def register(self, persona: str = "county_asset_manager", **changes: Any) -> str:
        """The id of an asset that was accepted."""
        payload = self.attempt(self.registration(**changes), persona)
        assert payload["errors"] == [], payload
        return str(payload["asset"]["id"])

    def move(self, asset: str, machine: Machine[Any], to: StrEnum, on: date) -> None:
        """Move a state as a later command will, through the unit of work."""
        runtime = self.assets.runtime
        with runtime.session() as session:
            origin = Origin(runtime.clock.now(session), "of-the-test")
            uow = runtime.unit(session, runtime.system("test"), origin)
            row = uow.get_for_update(Asset, UUID(asset))
            uow.require("asset.register", row)
            uow.move(row, machine, to, on)
            uow.record(row, action="asset.test")
            uow.finish()
            session.commit()

    def seal(self) -> datetime:
        """Seal everything recorded so far, as the worker does, and answer a moment at which that was known."""
        runtime = self.assets.runtime
        with Leader.compete(runtime.engine, SEAL_LOCK) as leader:
            assert leader is not None
            sealer = Sealer(leader, runtime.service, runtime.clock)
            while self.assets.rows("SELECT 1 FROM journal LEFT JOIN seal ON journal_id = journal.id WHERE seq IS NULL"):
                sealer.seal_new()
        return datetime.fromisoformat(str(self.assets.rows("SELECT max(sealed_at) FROM seal")[0][0]))

    def ask(self, document: str, persona: str | None = "county_asset_manager", **variables: Any) -> Any:
        """The data of a read that goes well."""
        answer = self.assets.post(document, variables, persona)
        assert "errors" not in answer, answer
        return answer["data"]

    def codes_refused(self, document: str, persona: str | None = "county_asset_manager", **variables: Any) -> Any:
        """Data and error codes of a read that is refused."""
        answer = self.assets.post(document, variables, persona)
        return answer["data"], [error["extensions"]["code"] for error in answer["errors"]]

    def refused(self, given: Mapping[str, Any], persona: str = "county_asset_manager", **more: Any) -> dict[str, Any]:
        """The only error of a registration that left nothing behind."""
        before = self.kept()
        payload = self.attempt(given, persona, **more)
        assert payload["asset"] is None
        assert payload["consistencyToken"] is None
        assert self.kept() == before
        (error,) = payload["errors"]
        assert any("一" <= character <= "鿿" for character in error["message"])
        assert error["messageEn"]
        assert isinstance(error, dict)
        return error

    def kept(self) -> Sequence[tuple[Any, ...]]:
        """How many rows of each kind there are."""
        tables = ("asset", "asset_funding", "asset_right", "state_fact", "journal", "idempotency")
        return self.assets.rows(f"SELECT {', '.join(f'(SELECT count(*) FROM {table})' for table in tables)}")  # noqa: S608
