"""What assets tells of contracts."""

from uuid import UUID

from published import operations as published
from published.money import Fen
from services.assets.operation.models import OperationContract


def contract_signed(contract: OperationContract, project_id: UUID | None) -> published.ContractSignedV1:
    """A contract was signed over an asset that the project formed."""
    return published.ContractSignedV1(contract=_snapshot(contract, project_id))


def contract_expiring(contract: OperationContract, project_id: UUID | None) -> published.ContractExpiringV1:
    """A contract ends within the watch."""
    return published.ContractExpiringV1(contract=_snapshot(contract, project_id))


def contract_expired(contract: OperationContract, project_id: UUID | None) -> published.ContractExpiredV1:
    """A contract has ended."""
    return published.ContractExpiredV1(contract=_snapshot(contract, project_id))


def _snapshot(contract: OperationContract, project_id: UUID | None) -> published.ContractSnapshot:
    return published.ContractSnapshot(
        id=contract.id,
        version=contract.version,
        region_id=contract.region_id,
        region_code=contract.region_code,
        region_path=contract.region_path,
        asset_id=contract.asset_id,
        project_id=project_id,
        mode=contract.mode,
        operator_id=contract.operator_id,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        annual_amount=Fen(contract.annual_amount),
        deposit_amount=Fen(contract.deposit_amount),
        state=contract.state,
    )
