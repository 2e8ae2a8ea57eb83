"""What is known of the use of assets on a date, from contracts, incomes and cases; a detector asks nothing else."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import col

from published.asset_terms import AssetClass, LifecycleState, UtilisationState
from published.idle_terms import IdleCaseState
from services.assets.asset.models import Asset
from services.assets.idle.models import IdleCase
from services.assets.income.models import Income
from services.assets.operation.models import OperationContract

WATCHED = and_(
    col(Asset.asset_class) != AssetClass.HOUSEHOLD,
    col(Asset.lifecycle_state) == LifecycleState.IN_SERVICE,
    col(Asset.in_service_on).is_not(None),
    col(Asset.utilisation_state).in_((UtilisationState.UNKNOWN, UtilisationState.IN_USE, UtilisationState.SUSPECT)),
)
"""Assets that may become suspect, or are: in service, not a household's, and not yet found idle."""


def known_use(on: date, *where: ColumnElement[bool], quiet_since: date | None = None) -> Select[Any]:
    """What is known of watched assets on a date (see `UseFacts` of detection), but of those that a dismissal spares.

    With `quiet_since` only assets of which no use is known after that day, or whose incomes are missing.
    """
    contracts, incomes, cases = _contracts(on), _incomes(on), _cases()
    used_on = func.greatest(incomes.c.received_on, cases.c.used_on)
    if quiet_since is not None:
        last = func.greatest(Asset.in_service_on, contracts.c.ended_on, used_on)
        where = (*where, or_(incomes.c.missing > 0, last <= quiet_since))
    return (
        select(
            col(Asset.id).label("asset_id"),
            col(Asset.region_code),
            col(Asset.asset_class),
            col(Asset.in_service_on),
            contracts.c.ended_on.label("contract_ended_on"),
            func.coalesce(contracts.c.running, False).label("contracted"),
            used_on.label("used_on"),
            func.coalesce(incomes.c.missing, 0).label("incomes_missing"),
        )
        .outerjoin(contracts, contracts.c.asset_id == Asset.id)
        .outerjoin(incomes, incomes.c.asset_id == Asset.id)
        .outerjoin(cases, cases.c.asset_id == Asset.id)
        .where(WATCHED, or_(cases.c.spared_until.is_(None), cases.c.spared_until < on), *where)
        .order_by(col(Asset.id))
    )


def _contracts(on: date) -> Any:
    ends_on = col(OperationContract.ends_on)
    return (
        select(
            col(OperationContract.asset_id),
            func.max(ends_on).filter(ends_on < on).label("ended_on"),
            func.bool_or(ends_on >= on).label("running"),
        )
        .group_by(col(OperationContract.asset_id))
        .subquery()
    )


def _incomes(on: date) -> Any:
    """Income without a contract shows use on the day it came in."""
    received_on = col(Income.received_on)
    return (
        select(
            col(Income.asset_id),
            func.count().filter(col(Income.due_on) < on, received_on.is_(None)).label("missing"),
            func.max(received_on).filter(col(Income.contract_id).is_(None), received_on <= on).label("received_on"),
        )
        .group_by(col(Income.asset_id))
        .subquery()
    )


def _cases() -> Any:
    """A case is closed on a day on which somebody saw the asset in use."""
    return (
        select(
            col(IdleCase.asset_id),
            func.max(col(IdleCase.closed_on)).label("used_on"),
            func.max(IdleCase.dismissed_until).label("spared_until"),
        )
        .where(col(IdleCase.state).in_((IdleCaseState.DISMISSED, IdleCaseState.REVITALISED, IdleCaseState.RELAPSED)))
        .group_by(col(IdleCase.asset_id))
        .subquery()
    )
