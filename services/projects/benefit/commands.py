"""Keeping what households gained."""

from collections.abc import Sequence
from uuid import UUID

from chassis.uow import UnitOfWork
from published.operations import RealisedBenefit as Told
from services.projects.benefit.models import RealisedBenefit


def keep_benefits(uow: UnitOfWork, distribution_id: UUID, benefits: Sequence[Told]) -> None:
    """What one distribution brought, project by project; told again it is the same."""
    for each in benefits:
        uow.session.merge(RealisedBenefit(distribution_id=distribution_id, **each.model_dump()))
