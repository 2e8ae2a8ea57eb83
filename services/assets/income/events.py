"""What assets tells of incomes."""

from uuid import UUID

from published import operations as published
from published.money import Fen
from services.assets.income.models import Income


def income_received(income: Income, project_id: UUID | None) -> published.IncomeReceivedV1:
    """Money came in for an income of an asset that the project formed."""
    snapshot = published.IncomeSnapshot(
        id=income.id,
        version=income.version,
        region_id=income.region_id,
        region_code=income.region_code,
        region_path=income.region_path,
        asset_id=income.asset_id,
        project_id=project_id,
        contract_id=income.contract_id,
        kind=income.kind,
        due_on=income.due_on,
        due_amount=Fen(income.due_amount),
        received_on=income.received_on,
        received_amount=Fen(income.received_amount),
    )
    return published.IncomeReceivedV1(income=snapshot)
