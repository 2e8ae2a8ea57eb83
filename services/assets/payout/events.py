"""What assets tells of distributions that were paid: totals by project, never a person."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from published import operations as published
from published.money import Fen
from published.shares import apportion
from services.assets.distribution.events import snapshot_of
from services.assets.distribution.models import Deduction, Distribution, DistributionLine


def distribution_disclosed(
    distribution: Distribution,
    deductions: Sequence[Deduction],
    lines: Sequence[DistributionLine],
    disclosed_on: date,
    benefits: Sequence[published.RealisedBenefit],
) -> published.DistributionDisclosedV1:
    """It was paid and made public."""
    return published.DistributionDisclosedV1(
        distribution=snapshot_of(distribution, deductions, lines),
        disclosed_on=disclosed_on,
        benefits=tuple(benefits),
    )


def realised_benefits(
    incomes: Iterable[tuple[UUID | None, int]], lines: Sequence[DistributionLine]
) -> list[published.RealisedBenefit]:
    """What households gained, by the projects whose assets brought the incomes (fen), exactly.

    Lines that name households reach them. Those of several lines may be the same households, so that the largest line
    tells how many gained; in a pool of several projects they gained from each. Incomes of no project keep their share.
    """
    earned = sorted(incomes, key=lambda each: str(each[0]))
    reaching = [line for line in lines if line.household_count > 0]
    if not reaching:
        return []
    households = max(line.household_count for line in reaching)
    people = max(line.people_count for line in reaching)
    amounts = apportion(Fen(sum(line.amount for line in reaching)), [amount for _, amount in earned])
    return [
        published.RealisedBenefit(project_id=project, household_count=households, people_count=people, amount=part)
        for (project, _), part in zip(earned, amounts, strict=True)
        if project is not None
    ]
