"""What the dates of contracts bring about by themselves."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from chassis.jobs import job
from chassis.uow import UnitOfWork
from published.operation_terms import ContractState
from services.assets.asset.models import Asset
from services.assets.operation.commands import begin_contract, run_down, watch_params
from services.assets.operation.models import OperationContract
from services.assets.operation.states import RUNNING
from services.assets.packs import PACKS


@job("contracts.expire")
def expire_contracts(uow: UnitOfWork, on: date) -> None:
    """Watch the contracts that end soon, and end those whose last day is over."""
    watch = timedelta(days=max(watch_params(pack).watch_days for pack in PACKS.packs))
    running = col(OperationContract.state).in_(RUNNING)
    for asset, contract in _locked(uow, running, col(OperationContract.ends_on) <= on + watch):
        run_down(uow, asset, contract, on)


@job("contracts.begin")
def begin_contracts(uow: UnitOfWork, on: date) -> None:
    """Begin the contracts whose first day has come; it runs after those before them have ended."""
    other = aliased(OperationContract)
    taken = exists().where(col(other.asset_id) == OperationContract.asset_id, col(other.state).in_(RUNNING))
    signed = col(OperationContract.state) == ContractState.SIGNED
    for asset, contract in _locked(uow, signed, col(OperationContract.starts_on) <= on, ~taken):
        begin_contract(uow, asset, contract)


def _locked(uow: UnitOfWork, *which: ColumnElement[bool]) -> list[tuple[Asset, OperationContract]]:
    """Contracts with their assets, locked, the assets first; at most one contract of each asset, the earliest."""
    of_contracts = select(col(OperationContract.asset_id)).where(*which)
    assets = {asset.id: asset for asset in uow.lock(Asset, col(Asset.id).in_(of_contracts))}
    contracts = uow.lock(OperationContract, col(OperationContract.asset_id).in_(assets), *which)
    earliest = {each.asset_id: each for each in sorted(contracts, key=lambda each: each.starts_on, reverse=True)}
    return [(assets[contract.asset_id], contract) for contract in sorted(earliest.values(), key=lambda each: each.id)]
