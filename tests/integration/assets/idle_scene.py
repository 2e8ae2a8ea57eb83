"""Assets that fall idle, and the people who find, revive and strike them off, through the doors of the service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from chassis.jobs import Job
from published.operation_terms import ContractState, IncomeKind, OperationMode
from published.project_terms import OrganisationKind
from services.assets.asset.models import Asset
from services.assets.detection.jobs import detect_idle, watch_plans
from services.assets.income.models import Income, IncomeReceipt
from services.assets.operation.models import OperationContract
from services.assets.trial.jobs import mark_relapses
from tests.harness.files import PNG, picture, upload
from tests.integration.assets.desk import working
from tests.integration.assets.scene import VILLAGE, Scene
from tests.journeys.operations import document

MANAGER, OFFICE = "county_asset_manager", "county_office"
IN_SERVICE = date(2020, 8, 10)
SUSPECTED_ON = IN_SERVICE + timedelta(days=180)
CHECKED_ON = SUSPECTED_ON + timedelta(days=10)
CASE = """query($id: ID!) { idleCase(id: $id) {
    id version state openedOn lastUsedOn idleDays overdue dueOn trialEndsOn struckOffOn relapseWatchEndsOn
    relapseOf { id } assignee { id } asset { id state { utilisation } }
    signals { source observedOn verdict { ruleId outcome message messageEn measured required pack assumed
      citation { article documentNumber { text } } } }
    priority { score value days clustering risk }
    fieldCheck { checkedOn finding reason condition checker { subject name role } photos { id } }
    plan { mode operator { id } operationMode linkage { mode householdCount promisedAmount } budgetAmount
      expectedAnnualAmount targetOn summary }
    modeAdvice { mode verdicts { ruleId outcome message measured required } expectedAnnualAmount
      similarCases { id struckOffOn plan { mode } } }
    whatBlocks { mutation ready permitted verdicts { ruleId outcome } }
    history { axis fromState toState effectiveOn reason actor { subject role } } } }"""
CASES = """query(
    $where: IdleCaseWhereInput, $order: IdleCaseOrder! = PRIORITY_DESC, $first: Int! = 50, $after: String) {
  idleCases(first: $first, after: $after, where: $where, orderBy: $order) {
    nodes { id state idleDays dueOn priority { score } } totalCount { count } pageInfo { hasNextPage endCursor } } }"""
PLAN: Mapping[str, Any] = {
    "mode": "OPERATOR",
    "operationMode": "CONTRACTING",
    "linkage": {"mode": "EMPLOYMENT", "householdCount": 8, "promisedAmount": "36000.00"},
    "budgetAmount": "30000.00",
    "expectedAnnualAmount": "60000.00",
    "targetOn": "2021-12-31",
    "summary": "维修圈舍,引入家庭农场",
}


@dataclass
class IdleScene:
    """Sheds in service since 2020-08-10, that nobody uses unless something says so."""

    scene: Scene
    farm: UUID = field(init=False)
    photos: int = 0

    def __post_init__(self) -> None:
        self.farm = self.scene.organisation(VILLAGE, OrganisationKind.FAMILY_FARM)

    @property
    def assets(self) -> Any:
        return self.scene.assets

    def shed(self, **changes: Any) -> str:
        return self.scene.register(**{"inServiceOn": str(IN_SERVICE)} | changes)

    def contract(self, asset: str, starts_on: date, ends_on: date, state: ContractState, **changes: Any) -> UUID:
        with working(self.assets) as uow:
            row = uow.get(Asset, UUID(asset))
            given: dict[str, Any] = {"operator_id": self.farm, "mode": OperationMode.LEASE, "annual_amount": 60_000_00}
            place: dict[str, Any] = {
                name: getattr(row, name) for name in ("region_id", "region_code", "region_path", "pack")
            }
            dates: dict[str, Any] = {
                "starts_on": starts_on,
                "ends_on": ends_on,
                "state": state,
                "state_since": starts_on,
            }
            made = uow.add(OperationContract(asset_id=row.id, **place, **dates, **given | changes))
            uow.record(made, action="contract.test")
            return made.id

    def income(self, asset: str, due_on: date, received_on: date | None, contract: UUID | None = None) -> None:
        with working(self.assets) as uow:
            row = uow.get(Asset, UUID(asset))
            place: dict[str, Any] = {
                name: getattr(row, name) for name in ("region_id", "region_code", "region_path", "pack")
            }
            amounts: dict[str, Any] = {"due_amount": 100, "received_amount": 100 if received_on else 0}
            given: dict[str, Any] = {
                "asset_id": row.id,
                "contract_id": contract,
                "kind": IncomeKind.RENT,
                "due_on": due_on,
            }
            made = uow.add(Income(**place, **amounts, **given, received_on=received_on))
            if received_on is not None:
                uow.add(IncomeReceipt(income_id=made.id, received_on=received_on, amount=100))
            uow.record(made, action="income.test")

    def runs(self, task: Job, on: date) -> None:
        """What a job does on a day, that day; the scheduler would do it once, tests may ask for it again."""
        self.assets.set_today(on)
        with working(self.assets, task.name) as uow:
            task.run(uow, on)

    def detect(self, on: date) -> None:
        self.runs(detect_idle, on)

    def watch(self, on: date) -> None:
        self.runs(watch_plans, on)

    def relapse(self, on: date) -> None:
        self.runs(mark_relapses, on)

    def photo(self, persona: str = MANAGER) -> str:
        self.photos += 1
        return upload(
            self.assets,
            "FIELD_PHOTO",
            persona,
            picture(f"{id(self)}-{self.photos}"),
            contentType=PNG,
            fileName="实地.png",
        )

    def cases_of(self, asset: str) -> list[str]:
        statement = "SELECT id FROM idle_case WHERE asset_id = %(id)s ORDER BY opened_on"
        return [str(row[0]) for row in self.assets.rows(statement, {"id": asset})]

    def case(self, identifier: str, persona: str = MANAGER) -> Any:
        return self.scene.ask(CASE, persona, id=identifier)["idleCase"]

    def cases(self, persona: str = MANAGER, **variables: Any) -> Any:
        return self.scene.ask(CASES, persona, **variables)["idleCases"]

    def attempt(self, operation: str, case: str, persona: str = MANAGER, **given: Any) -> Any:
        """The payload of a command on a case, at the version it has."""
        version = given.pop("expectedVersion", None) or self.version(case)
        text = self.assets.own_part(document(operation))
        token = given.pop("token", None)
        return self.assets.run(text, {"id": case, "expectedVersion": version} | given, persona, token=token)

    def version(self, case: str) -> int:
        return int(self.assets.rows("SELECT version FROM idle_case WHERE id = %(id)s", {"id": case})[0][0])

    def done(self, operation: str, case: str, persona: str = MANAGER, **given: Any) -> Any:
        payload = self.attempt(operation, case, persona, **given)
        assert payload["errors"] == [], payload
        return payload["idleCase"]

    def refused(self, operation: str, case: str, persona: str = MANAGER, **given: Any) -> Any:
        """The only error, and the verdicts, of a command that left nothing behind."""
        before = self.kept()
        payload = self.attempt(operation, case, persona, **given)
        assert payload["idleCase"] is None
        assert self.kept() == before
        (error,) = payload["errors"]
        assert any("一" <= character <= "鿿" for character in error["message"])
        assert error["messageEn"]
        return error | {"verdicts": [(each["ruleId"], each["outcome"]) for each in payload["verdicts"]]}

    def kept(self) -> Any:
        tables = ("idle_case", "field_check", "revitalisation_plan", "document_use", "state_fact", "journal")
        return self.assets.rows(f"SELECT {', '.join(f'(SELECT count(*) FROM {table})' for table in tables)}")  # noqa: S608

    # A case up to each of its states, each step on its own day.

    def suspected(self, **changes: Any) -> str:
        """A case of a new shed that nobody has used for half a year; the day is CHECKED_ON afterwards."""
        self.assets.set_today(IN_SERVICE)
        asset = self.shed(**changes)
        self.detect(SUSPECTED_ON)
        self.assets.set_today(CHECKED_ON)
        (case,) = self.cases_of(asset)
        return case

    def confirmed(self, **changes: Any) -> str:
        case = self.suspected(**changes)
        self.done("ConfirmIdleCase", case, **self.finding())
        return case

    def finding(self, **changes: Any) -> dict[str, Any]:
        given = {"checkedOn": str(CHECKED_ON), "finding": "IDLE", "reason": "OPERATOR_LEFT", "condition": "圈舍空置"}
        return given | {"photoIds": [self.photo()]} | changes

    def planned(self, **changes: Any) -> str:
        case = self.confirmed(**changes)
        self.done("PlanIdleCase", case, **self.plan())
        return case

    def plan(self, **changes: Any) -> dict[str, Any]:
        given = dict(PLAN) | {"operatorId": str(self.farm)} | changes
        return {name: value for name, value in given.items() if value is not None}

    def approved(self, **changes: Any) -> str:
        case = self.planned(**changes)
        self.done("ReviewIdleCase", case, OFFICE, decision="PASS", reviewedOn=str(CHECKED_ON))
        return case

    def executing(self, **changes: Any) -> str:
        case = self.approved(**changes)
        asset = self.case(case)["asset"]["id"]
        contract = self.contract(asset, CHECKED_ON, date(2023, 6, 30), ContractState.ACTIVE)
        self.done("ExecuteIdleCase", case, startedOn=str(CHECKED_ON), contractId=str(contract))
        return case

    def on_trial(self, **changes: Any) -> str:
        case = self.executing(**changes)
        self.done("StartTrial", case, startedOn=str(CHECKED_ON))
        return case

    def struck_off(self, **changes: Any) -> str:
        """Struck off on the last day of its trial, which is the day afterwards."""
        case = self.on_trial(**changes)
        day = CHECKED_ON + timedelta(days=90)
        self.assets.set_today(day)
        photos = [self.photo(OFFICE)]
        self.done("StrikeOffIdleCase", case, OFFICE, verifiedOn=str(day), finding="存栏320只", photoIds=photos)
        return case
