"""What the telling service could do every day."""

from datetime import date

from sqlalchemy import select
from sqlmodel import col

from chassis.jobs import job
from chassis.uow import UnitOfWork
from tests.integration.chassis.example.teller import Organisation, organisation_registered

POISON = "毒"


def _change_all(uow: UnitOfWork, on: date, action: str) -> None:
    assert uow.today == on
    for identifier in uow.session.scalars(select(col(Organisation.id)).order_by(col(Organisation.id))).all():
        organisation = uow.get_for_update(Organisation, identifier)
        organisation.changes += 1
        uow.reason = on.isoformat()
        uow.record(organisation, organisation_registered, action=action)


@job("organisations.count")
def count_organisations(uow: UnitOfWork, on: date) -> None:
    _change_all(uow, on, "organisation.count")


@job("organisations.check")
def check_organisations(uow: UnitOfWork, on: date) -> None:
    """Fails as long as a name is poisoned, after it has changed what comes before."""
    _change_all(uow, on, "organisation.check")
    if any(POISON in name for name in uow.session.scalars(select(col(Organisation.name)))):
        raise ValueError("the job cannot digest a name")


@job("organisations.close")
def close_organisations(uow: UnitOfWork, on: date) -> None:
    _change_all(uow, on, "organisation.close")


JOBS = (count_organisations, check_organisations, close_organisations)
