"""Commands on the plan of a case: one asset, one plan, reviewed by somebody else, then carried out."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from chassis.duties import require_another
from chassis.errors import invalid
from chassis.uow import UnitOfWork
from published.asset_terms import UtilisationState
from published.document_terms import AssetDocumentKind
from published.idle_terms import AssetAlertKind, IdleCaseState, RevitalisationMode
from published.operation_terms import ContractState
from published.project_terms import OrganisationKind
from published.review_terms import ReviewDecision
from services.assets.alert.commands import resolve_alerts
from services.assets.asset.models import Asset
from services.assets.asset.states import UTILISATION
from services.assets.document.commands import attach, papers_of
from services.assets.idle.commands import hold
from services.assets.idle.events import idle_case_planned
from services.assets.idle.models import IdleCase
from services.assets.idle.states import CASE
from services.assets.operation.models import OperationContract
from services.assets.replicas import Organisation
from services.assets.revival.inputs import IdleCaseExecuteInput, IdleCasePlanInput, IdleCaseReviewInput
from services.assets.revival.models import RevitalisationPlan
from services.assets.revival.rules import EXECUTION_RULES, PLAN_RULES, ExecutionFacts, PlanFacts, Terms

DOCUMENTS = ("input", "documentIds")
LIVE = frozenset({ContractState.SIGNED, ContractState.ACTIVE, ContractState.EXPIRING})


def plan_case(uow: UnitOfWork, cmd: IdleCasePlanInput) -> UUID:
    """A plan that passes the guards of its mode is the case's; emits idle_case.planned."""
    case, asset = hold(uow, cmd)
    uow.require("idle_case.plan", case)
    uow.require_step(case, CASE, "idleCasePlan")
    operator = uow.get(Organisation, cmd.operator_id, ("input", "operatorId")) if cmd.operator_id else None
    _require_to_come(uow, cmd.target_on)
    plan = uow.add(_new_plan(case, cmd))
    attach(uow, plan, cmd.document_ids, DOCUMENTS, subject=case)
    terms = _terms(cmd, operator.kind if operator else None, papers_of(uow, plan.id))
    uow.enforce(PLAN_RULES, plan_facts(asset, cmd.mode, terms), pack=case.pack)
    case.plan_id, case.mode, case.target_on = plan.id, plan.mode, plan.target_on
    case.planned_by = uow.principal.identity.subject
    uow.move(case, CASE, IdleCaseState.PLANNED, uow.today)
    uow.record(case, idle_case_planned, action="idle_case.plan")
    return case.id


def _require_to_come(uow: UnitOfWork, target_on: date) -> None:
    if target_on < uow.today:
        raise invalid(
            f"完成期限{target_on}已过,请填写今天或以后的日期",
            f"It was to be done by {target_on}, which has passed; give today or a later day",
            ("input", "targetOn"),
        )


def _new_plan(case: IdleCase, cmd: IdleCasePlanInput) -> RevitalisationPlan:
    plain = {"mode", "operator_id", "operation_mode", "budget_amount", "expected_annual_amount", "target_on", "summary"}
    linkage: dict[str, Any] = {}
    if cmd.linkage is not None:
        linkage = {
            "linkage_mode": cmd.linkage.mode,
            "linkage_households": cmd.linkage.household_count,
            "linkage_amount": cmd.linkage.promised_amount,
        }
    return RevitalisationPlan(region_path=case.region_path, case_id=case.id, **cmd.model_dump(include=plain), **linkage)


def _terms(cmd: IdleCasePlanInput, operator: OrganisationKind | None, papers: frozenset[AssetDocumentKind]) -> Terms:
    return Terms(operator, cmd.operation_mode, cmd.linkage is not None, papers, cmd.summary)


def plan_facts(asset: Asset, mode: RevitalisationMode, terms: Terms | None) -> PlanFacts:
    """A mode for an asset, with what a plan says or before there is one."""
    return PlanFacts(mode, asset.asset_class, asset.owner_level, terms)


def review_case(uow: UnitOfWork, cmd: IdleCaseReviewInput) -> UUID:
    """Somebody else approves the plan, or returns it and the case needs another one."""
    case, _ = hold(uow, cmd)
    uow.require("idle_case.review", case)
    require_another(
        uow,
        (case.planned_by,),
        "制定方案的人员不能审批该方案,请由其他有权限的人员审批",
        "Who made the plan may not review it; somebody else has to",
    )
    uow.require_step(case, CASE, "idleCaseReview")
    attach(uow, case, cmd.document_ids, DOCUMENTS)
    uow.reason = cmd.comments or cmd.reason
    if cmd.decision is ReviewDecision.PASS:
        uow.move(case, CASE, IdleCaseState.APPROVED, cmd.reviewed_on, ("input", "reviewedOn"))
    else:
        case.plan_id = case.mode = case.target_on = None
        uow.move(case, CASE, IdleCaseState.CONFIRMED, cmd.reviewed_on, ("input", "reviewedOn"))
        resolve_alerts(uow, AssetAlertKind.IDLE_PLAN_OVERDUE, case.id, cmd.reviewed_on)
    uow.record(case, action="idle_case.review")
    return case.id


def execute_case(uow: UnitOfWork, cmd: IdleCaseExecuteInput) -> UUID:
    """The work begins; where the mode needs one, under a contract with the operator of the plan."""
    case, asset = hold(uow, cmd)
    uow.require("idle_case.execute", case)
    uow.require_step(case, CASE, "idleCaseExecute")
    signed = _signed(uow, case, cmd.contract_id) if cmd.contract_id else False
    uow.enforce(EXECUTION_RULES, execution_facts(case, signed=signed), pack=case.pack)
    case.contract_id, case.executed_on = cmd.contract_id, cmd.started_on
    case.executed_by = [*case.executed_by, uow.principal.identity.subject]
    uow.move(case, CASE, IdleCaseState.EXECUTING, cmd.started_on, ("input", "startedOn"))
    uow.record(case, action="idle_case.execute")
    uow.move(asset, UTILISATION, UtilisationState.REVITALISING, cmd.started_on, ("input", "startedOn"))
    uow.record(asset, action="idle_case.execute")
    return case.id


def execution_facts(case: IdleCase, *, signed: bool | None) -> ExecutionFacts:
    """The mode of the plan in force, and whether its contract is signed."""
    if case.mode is None:
        raise RuntimeError("a case with an approved plan has no mode")
    return ExecutionFacts(case.mode, signed)


def has_contract(uow: UnitOfWork, case: IdleCase) -> bool:
    """Whether a contract over the asset with the operator of the plan in force is signed and has not ended."""
    plan = uow.session.get_one(RevitalisationPlan, case.plan_id)
    signed = select(col(OperationContract.id)).where(
        col(OperationContract.asset_id) == case.asset_id,
        col(OperationContract.operator_id) == plan.operator_id,
        col(OperationContract.state).in_(LIVE),
    )
    return uow.session.scalars(signed).first() is not None


def _signed(uow: UnitOfWork, case: IdleCase, contract_id: UUID) -> bool:
    """NOT_FOUND for no contract, INVALID_INPUT for one over another asset."""
    field = ("input", "contractId")
    contract = uow.get(OperationContract, contract_id, field)
    if contract.asset_id != case.asset_id:
        raise invalid(
            "该合同属于另一资产,请选择本资产的经营合同", "This contract is over another asset; name one over it", field
        )
    plan = uow.session.get_one(RevitalisationPlan, case.plan_id)
    return contract.operator_id == plan.operator_id and contract.state in LIVE
