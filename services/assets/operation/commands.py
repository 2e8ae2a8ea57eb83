"""Signing contracts over assets, and what follows when they begin and end."""

from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from chassis.errors import ErrorCode, Fault, invalid
from chassis.states import Machine
from chassis.uow import UnitOfWork
from published.asset_terms import LifecycleState, OperationState, RightKind, UtilisationState
from published.idle_terms import AssetAlertKind
from published.operation_terms import ContractState, OperationMode
from rulebook.verdict import Outcome, Verdict
from services.assets.alert.commands import raise_alert, resolve_alerts
from services.assets.asset.models import Asset
from services.assets.asset.states import LIFECYCLE, OPERATION, TITLE, UTILISATION
from services.assets.document.commands import attach
from services.assets.income.commands import enter_due
from services.assets.operation.events import contract_expired, contract_expiring, contract_signed
from services.assets.operation.inputs import OperationContractSignInput
from services.assets.operation.models import OperationContract
from services.assets.operation.rules import SIGNING_RULES, WATCH_RULES, A27Params, EndFacts, SigningFacts, state_on
from services.assets.operation.states import CONTRACT, RUNNING, UNDER_CONTRACT
from services.assets.packs import PACKS
from services.assets.replicas import Organisation
from services.assets.rights.commands import grant_operation, holders

SIGN: Final = "operationContractSign"
BEGIN: Final = "contracts.begin"
EXPIRE: Final = "contracts.expire"
ENDS: Final = {
    ContractState.EXPIRING: (AssetAlertKind.CONTRACT_EXPIRING, OperationState.EXPIRING, contract_expiring),
    ContractState.EXPIRED: (AssetAlertKind.CONTRACT_EXPIRED, OperationState.EXPIRED, contract_expired),
}
"""Per state towards the end: what is raised where nothing follows, where the asset's operation stands, what is told."""


def sign_contract(uow: UnitOfWork, cmd: OperationContractSignInput) -> UUID:
    """Give an asset to an operator; its schedule becomes due incomes. Emits contract.signed.

    WRONG_STATE before the asset is handed over, or while another contract covers some of the days; REASON_REQUIRED by
    A-27 without a linkage or for a long term. A contract whose first day has come begins at once.
    """
    asset = uow.get_for_update(Asset, cmd.asset_id, field=("input", "assetId"))
    uow.get(Organisation, cmd.operator_id, ("input", "operatorId"))
    uow.require("contract.sign", asset)
    uow.require_step(asset, TITLE, SIGN)
    uow.require_step(asset, LIFECYCLE, SIGN)
    _require_after_hand_over(asset, cmd.starts_on)
    _require_free(uow, cmd)
    _require_owner(uow, asset, cmd)
    pack = PACKS.select(asset.region_code, cmd.starts_on).id
    uow.enforce(SIGNING_RULES, _facts(asset, cmd), pack=pack)
    contract = _enter(uow, asset, cmd, pack)
    attach(uow, contract, cmd.document_ids, ("input", "documentIds"))
    enter_due(uow, asset, contract.id, pack, cmd.schedule)
    grant_operation(uow, asset.id, cmd.operator_id, cmd.starts_on, cmd.ends_on)
    _settle_alerts(uow, contract)
    if contract.starts_on <= uow.today and not _others(uow, contract, col(OperationContract.state).in_(RUNNING)):
        begin_contract(uow, asset, contract)
    return contract.id


def _facts(asset: Asset, cmd: OperationContractSignInput) -> SigningFacts:
    households = cmd.linkage.household_count if cmd.linkage else None
    return SigningFacts(asset.asset_class, cmd.mode, cmd.starts_on, cmd.ends_on, households)


def _enter(uow: UnitOfWork, asset: Asset, cmd: OperationContractSignInput, pack: str) -> OperationContract:
    linkage: dict[str, Any] = {}
    if cmd.linkage is not None:
        linkage = {
            "linkage_mode": cmd.linkage.mode,
            "linkage_households": cmd.linkage.household_count,
            "linkage_amount": cmd.linkage.promised_amount,
        }
    contract = OperationContract(
        **asset.model_dump(include={"region_id", "region_code", "region_path"}),
        **cmd.model_dump(include={"asset_id", "mode", "operator_id", "starts_on", "ends_on", "annual_amount"}),
        **linkage,
        deposit_amount=cmd.deposit_amount or 0,
        pack=pack,
    )
    uow.add(contract)
    uow.begin(contract, CONTRACT, ContractState.SIGNED, on=min(uow.today, contract.starts_on))
    uow.record(contract, partial(contract_signed, project_id=asset.project_id), action="contract.sign")
    return contract


def _require_after_hand_over(asset: Asset, starts_on: date) -> None:
    if starts_on < asset.title_since:
        raise invalid(
            f"开始日期{starts_on}早于资产移交日期{asset.title_since},请核对",
            f"The contract begins on {starts_on}, before the asset was handed over on {asset.title_since}",
            ("input", "startsOn"),
        )


def _require_free(uow: UnitOfWork, cmd: OperationContractSignInput) -> None:
    """Only one contract at a time: its days belong to no other."""
    overlapping = select(OperationContract).where(
        col(OperationContract.asset_id) == cmd.asset_id,
        col(OperationContract.state).in_(UNDER_CONTRACT),
        col(OperationContract.starts_on) <= cmd.ends_on,
        col(OperationContract.ends_on) >= cmd.starts_on,
    )
    other = uow.session.scalars(overlapping.order_by(col(OperationContract.starts_on)).limit(1)).first()
    if other is not None:
        raise Fault(
            ErrorCode.WRONG_STATE,
            f"该资产在{other.starts_on}至{other.ends_on}已有经营合同,新合同的期限不能与其重叠",
            f"The asset is under contract from {other.starts_on} to {other.ends_on}; a new one may not overlap it",
            ("input", "startsOn"),
        )


def _require_owner(uow: UnitOfWork, asset: Asset, cmd: OperationContractSignInput) -> None:
    """Self-operation is by an owner."""
    if cmd.mode is not OperationMode.SELF:
        return
    owners = {right.holder_id for right in holders(uow, asset, RightKind.OWNERSHIP, cmd.starts_on)}
    if cmd.operator_id not in owners:
        raise invalid(
            "自主经营的经营主体须为资产所有者,请核对经营方式或经营主体",
            "Self-operation is by an owner of the asset; check the mode or the operator",
            ("input", "operatorId"),
        )


def _others(uow: UnitOfWork, contract: OperationContract, which: ColumnElement[bool]) -> list[UUID]:
    found = select(col(OperationContract.id)).where(
        col(OperationContract.asset_id) == contract.asset_id, col(OperationContract.id) != contract.id, which
    )
    return list(uow.session.scalars(found.order_by(col(OperationContract.id))))


def _settle_alerts(uow: UnitOfWork, contract: OperationContract) -> None:
    """Contracts before this one are followed now."""
    for before in _others(uow, contract, col(OperationContract.ends_on) < contract.starts_on):
        for kind in (AssetAlertKind.CONTRACT_EXPIRING, AssetAlertKind.CONTRACT_EXPIRED):
            resolve_alerts(uow, kind, before, uow.today)


def begin_contract(uow: UnitOfWork, asset: Asset, contract: OperationContract) -> None:
    """The first day has come: the operator has the asset, which is in service and in use; both rows are locked."""
    uow.move(contract, CONTRACT, ContractState.ACTIVE, on=contract.starts_on)
    uow.record(contract, action="contract.begin", verdicts=())
    own = contract.mode is OperationMode.SELF
    _follow(uow, asset, OPERATION, BEGIN, OperationState.SELF_OPERATED if own else OperationState.CONTRACTED, contract)
    _follow(uow, asset, UTILISATION, BEGIN, UtilisationState.IN_USE, contract)
    _follow(uow, asset, LIFECYCLE, BEGIN, LifecycleState.IN_SERVICE, contract)
    asset.in_service_on = asset.in_service_on or contract.starts_on
    uow.record(asset, action="asset.operate", verdicts=())


def run_down(uow: UnitOfWork, asset: Asset, contract: OperationContract, on: date) -> None:
    """Bring a running contract to the state that a day asks for; both rows are locked.

    Emits contract.expiring or contract.expired, and raises an alert where no contract follows.
    """
    facts = EndFacts(contract.ends_on, on, followed=_is_followed(uow, contract))
    state, since = state_on(facts, watch_params(contract.pack))
    if state in (contract.state, ContractState.ACTIVE):
        return
    _, operation, event = ENDS[state]
    verdicts = uow.judge(WATCH_RULES, facts, pack=contract.pack)
    uow.move(contract, CONTRACT, state, on=max(since, contract.state_since))
    told = partial(event, project_id=asset.project_id)
    uow.record(contract, told, action=f"contract.{state.value.lower()}", verdicts=verdicts)
    _follow(uow, asset, OPERATION, EXPIRE, operation, contract)
    uow.record(asset, action="asset.operate", verdicts=verdicts)
    _alert(uow, contract, verdicts, on)


def _alert(uow: UnitOfWork, contract: OperationContract, verdicts: tuple[Verdict, ...], on: date) -> None:
    if contract.state is ContractState.EXPIRED:
        resolve_alerts(uow, AssetAlertKind.CONTRACT_EXPIRING, contract.id, on)
    for verdict in verdicts:
        if verdict.outcome is Outcome.WARN:
            raise_alert(
                uow,
                ENDS[contract.state][0],
                contract,
                verdict,
                raised_on=on,
                asset_id=contract.asset_id,
                contract_id=contract.id,
                value=contract.annual_amount,
                counted_from=contract.state_since,
            )


def _is_followed(uow: UnitOfWork, contract: OperationContract) -> bool:
    return bool(_others(uow, contract, col(OperationContract.starts_on) > contract.ends_on))


def watch_params(pack: str) -> A27Params:
    """How long before its end a contract is watched."""
    params = PACKS.get(pack).params["A-27"]
    if not isinstance(params, A27Params):
        raise TypeError("the packs hold other parameters for A-27")
    return params


def _follow(
    uow: UnitOfWork, asset: Asset, machine: Machine[Any], action: str, to: Any, contract: OperationContract
) -> None:
    """Move an axis of the asset with its contract, where the axis lets it."""
    if machine.takes(getattr(asset, machine.column), action):
        since: date = getattr(asset, str(machine.since))
        uow.move(asset, machine, to, on=max(contract.state_since, since))
