"""What assets tells of distributions: totals and groups, never a person."""

from collections.abc import Sequence
from datetime import date

from published import operations as published
from published.money import Fen
from published.shares import Bps
from services.assets.distribution.models import Deduction, Distribution, DistributionLine


def distribution_deliberated(
    distribution: Distribution, deductions: Sequence[Deduction], lines: Sequence[DistributionLine], held_on: date
) -> published.DistributionDeliberatedV1:
    """The villagers decided; it may be publicised."""
    return published.DistributionDeliberatedV1(
        distribution=snapshot_of(distribution, deductions, lines), deliberated_on=held_on
    )


def snapshot_of(
    distribution: Distribution, deductions: Sequence[Deduction], lines: Sequence[DistributionLine]
) -> published.DistributionSnapshot:
    """A distribution with its parts, as others see it."""
    return published.DistributionSnapshot(
        id=distribution.id,
        version=distribution.version,
        region_id=distribution.region_id,
        region_code=distribution.region_code,
        region_path=distribution.region_path,
        period_start_on=distribution.period_start_on,
        period_end_on=distribution.period_end_on,
        state=distribution.state,
        income_amount=Fen(distribution.income_amount),
        deductions=tuple(
            published.DistributionDeduction(kind=each.kind, amount=Fen(each.amount)) for each in deductions
        ),
        distributable_amount=Fen(distribution.distributable_amount),
        lines=tuple(_line(each) for each in lines),
    )


def _line(line: DistributionLine) -> published.DistributionLine:
    return published.DistributionLine(
        id=line.id,
        use=line.use,
        group=line.group,
        share_bps=Bps(line.share_bps),
        amount=Fen(line.amount),
        household_count=line.household_count,
        people_count=line.people_count,
    )
