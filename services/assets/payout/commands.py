"""From the county's filing of a distribution to the disclosure of what was paid."""

from functools import partial
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.uow import UnitOfWork
from published.distribution_terms import DistributionState as State
from services.assets.asset.models import Asset
from services.assets.distribution.commands import note, parts_of, shared_by, subject_of, take_step
from services.assets.distribution.models import Distribution
from services.assets.distribution.states import DISTRIBUTION
from services.assets.document.commands import attach
from services.assets.income.models import Income
from services.assets.payout.events import distribution_disclosed, realised_benefits
from services.assets.payout.inputs import DistributionDiscloseInput, DistributionFileInput, DistributionPayInput


def file_distribution(uow: UnitOfWork, cmd: DistributionFileInput) -> UUID:
    """The county files it."""
    others = ("drafted_by", "deliberated_by", "reviewed_by")
    distribution = take_step(uow, cmd.id, cmd.expected_version, "distributionFile", "distribution.file", others)
    note(distribution, filed_on=cmd.filed_on, filed_by=subject_of(uow))
    uow.move(distribution, DISTRIBUTION, State.FILED, cmd.filed_on, ("input", "filedOn"))
    uow.record(distribution, action="distribution.file")
    return distribution.id


def pay_distribution(uow: UnitOfWork, cmd: DistributionPayInput) -> UUID:
    """Record that the beneficiaries were paid, by somebody who had no hand in it before."""
    others = ("drafted_by", "deliberated_by", "reviewed_by", "filed_by")
    distribution = take_step(uow, cmd.id, cmd.expected_version, "distributionPay", "distribution.pay", others)
    attach(uow, distribution, cmd.document_ids, ("input", "documentIds"))
    note(distribution, paid_on=cmd.paid_on, paid_by=subject_of(uow))
    uow.move(distribution, DISTRIBUTION, State.PAID, cmd.paid_on, ("input", "paidOn"))
    uow.record(distribution, action="distribution.pay")
    return distribution.id


def disclose_distribution(uow: UnitOfWork, cmd: DistributionDiscloseInput) -> UUID:
    """Make the totals public; emits distribution.disclosed with what each project's assets brought to households."""
    distribution = take_step(uow, cmd.id, cmd.expected_version, "distributionDisclose", "distribution.disclose")
    note(distribution, disclosed_on=cmd.disclosed_on, places=list(cmd.places))
    uow.move(distribution, DISTRIBUTION, State.DISCLOSED, cmd.disclosed_on, ("input", "disclosedOn"))
    parts = parts_of(uow, distribution)
    benefits = realised_benefits(_incomes_by_project(uow, distribution), parts["lines"])
    told = partial(distribution_disclosed, **parts, disclosed_on=cmd.disclosed_on, benefits=benefits)
    uow.record(distribution, told, action="distribution.disclose")
    return distribution.id


def _incomes_by_project(uow: UnitOfWork, distribution: Distribution) -> list[tuple[UUID | None, int]]:
    summed = (
        select(col(Asset.project_id), func.sum(Income.received_amount))
        .join(Income, col(Income.asset_id) == Asset.id)
        .where(shared_by(distribution))
        .group_by(col(Asset.project_id))
    )
    return [(project, int(amount)) for project, amount in uow.session.execute(summed)]
