"""What is told of bound money."""

from published.event import Meeting
from published.funds import ProjectFundingConfirmedV1, ProjectFundingPaidV1, ProjectFundingSnapshot
from published.money import Fen
from services.funds.allocation.models import Allocation
from services.funds.binding.models import ProjectFunding


def project_funding_confirmed(
    funding: ProjectFunding, allocation: Allocation, category_code: str, approval: Meeting
) -> ProjectFundingConfirmedV1:
    """Money bound on the strength of the named meeting."""
    snapshot = _snapshot(funding, allocation, category_code)
    return ProjectFundingConfirmedV1(project_funding=snapshot, approval=approval)


def project_funding_paid(funding: ProjectFunding, allocation: Allocation, category_code: str) -> ProjectFundingPaidV1:
    """Bound money of which more is paid now."""
    return ProjectFundingPaidV1(project_funding=_snapshot(funding, allocation, category_code))


def _snapshot(funding: ProjectFunding, allocation: Allocation, category_code: str) -> ProjectFundingSnapshot:
    return ProjectFundingSnapshot(
        id=funding.id,
        version=funding.version,
        region_id=funding.region_id,
        region_code=funding.region_code,
        region_path=funding.region_path,
        project_id=funding.project_id,
        allocation_id=funding.allocation_id,
        fund_category_id=allocation.category_id,
        fund_category_code=category_code,
        level=allocation.level,
        amount=Fen(funding.amount),
        paid_amount=Fen(funding.paid_amount),
        purpose=funding.purpose,
        state=funding.state,
        bound_on=funding.bound_on,
    )
