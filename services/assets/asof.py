"""What is true of an asset on a date: the one place that lists, filters, sums, boards and single assets ask.

Every expression here is over the row of an asset, the date AS_OF and the last journal id KNOWN. An asset counts from
the day it was formed, once its registration was known. A state on a date is that of its latest fact by (valid_from,
version) among those known, and before the first fact what the axis starts from; where everything is known, the row's
own column answers if its last fact holds by then, so that only rows that have moved since are looked up. Values,
fundings, owners and with them the level of the owner are set by the registration and do not change yet: known with it,
they hold from the day of formation, and the net value on a date follows from them.
"""

from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Integer, and_, case, cast, exists, extract, func, literal, or_, select
from sqlmodel import col

from chassis.graph.dates import AS_OF, EVERYTHING, KNOWN
from chassis.states import Machine
from published.idle_terms import IdleCaseState
from services.assets.asset.models import Asset
from services.assets.asset.states import BEFORE, LIFECYCLE, OPERATION, TITLE, UTILISATION
from services.assets.base import TABLES
from services.assets.idle.models import IdleCase
from services.assets.idle.states import CASE, CLOSED
from services.assets.operation.models import OperationContract
from services.assets.operation.states import CONTRACT, UNDER_CONTRACT
from services.assets.replicas import Organisation
from services.assets.rights.models import AssetRight

FACTS: Final = TABLES.state_fact.c

ALL_KNOWN: Final[ColumnElement[bool]] = KNOWN == EVERYTHING
"""Nothing was left out of what is known."""


def known(model: Any, machine: Machine[Any]) -> ColumnElement[bool]:
    """Whether anything was known of a row that has a state on this axis."""
    facts = exists().where(FACTS.entity_id == model.id, FACTS.axis == machine.axis, FACTS.journal_id <= KNOWN)
    return or_(ALL_KNOWN, facts.correlate(model))


def state_on(model: Any, machine: Machine[Any], before: Any = None) -> ColumnElement[Any]:
    """The state of a row's axis on AS_OF; `before` is what it was before its first fact."""
    if machine.since is None:
        raise TypeError(f"the axis {machine.axis} does not keep the date of its last fact")
    state, since = getattr(model, machine.column), getattr(model, machine.since)
    fact = (
        select(FACTS.to_state)
        .where(FACTS.entity_id == model.id, FACTS.axis == machine.axis)
        .where(FACTS.valid_from <= AS_OF, FACTS.journal_id <= KNOWN)
        .order_by(FACTS.valid_from.desc(), FACTS.entity_version.desc())
        .limit(1)
        .correlate(model)
        .scalar_subquery()
    )
    earlier = fact if before is None else func.coalesce(fact, literal(before.value))
    return case((and_(ALL_KNOWN, since <= AS_OF), state), else_=earlier)


FORMED: Final[ColumnElement[bool]] = and_(col(Asset.formed_on) <= AS_OF, known(Asset, TITLE))
"""It stood on that day, as far as was known: what lists, sums and boards count."""

STATES: Final = {
    machine.axis: state_on(Asset, machine, BEFORE[machine.axis])
    for machine in (TITLE, OPERATION, UTILISATION, LIFECYCLE)
}
"""State by axis."""


def _months(field: str) -> ColumnElement[int]:
    return cast(extract(field, AS_OF) - extract(field, col(Asset.depreciates_from)), Integer)


_ELAPSED = func.greatest(_months("year") * 12 + _months("month"), 0)
_COUNTED = cast(func.least(_ELAPSED, Asset.useful_life_months), BigInteger)
_GONE = col(Asset.depreciable_value) * _COUNTED // col(Asset.useful_life_months)

NET_VALUE: Final[ColumnElement[int]] = col(Asset.original_value) - case(
    (col(Asset.depreciates_from).is_(None), 0), else_=_GONE
)
"""Net value in fen of an asset that was formed by then; what has gone is cut to the fen, as rules.Depreciation does."""

HELD: Final[ColumnElement[bool]] = and_(
    col(AssetRight.asset_id) == Asset.id,
    col(AssetRight.starts_on) <= AS_OF,
    or_(col(AssetRight.ends_on).is_(None), col(AssetRight.ends_on) >= AS_OF),
)
"""A right over the asset that somebody held on that day."""

CASE_STATE: Final = state_on(IdleCase, CASE)
"""State of an idle case; null before it was opened or known."""


def _open_case(what: Any, *where: ColumnElement[bool]) -> ColumnElement[Any]:
    """A column of the idle case of the asset that was open on that day."""
    found = select(what).where(col(IdleCase.asset_id) == Asset.id, CASE_STATE.not_in(CLOSED), *where)
    return found.order_by(col(IdleCase.opened_on).desc()).limit(1).correlate(Asset).scalar_subquery()


IDLE_DAYS: Final[ColumnElement[int]] = cast(AS_OF - _open_case(IdleCase.counted_from), Integer)
"""Days without use of an asset whose case is open; null while it is in use or nothing is known."""

IDLE_REASON: Final = _open_case(IdleCase.reason, CASE_STATE != IdleCaseState.SUSPECTED)
"""Why an asset lies idle, once somebody has looked; null before and otherwise."""

_RUNNING: Final = and_(
    col(OperationContract.asset_id) == Asset.id,
    col(OperationContract.starts_on) <= AS_OF,
    col(OperationContract.ends_on) >= AS_OF,
    col(OperationContract.state).in_(UNDER_CONTRACT),
    known(OperationContract, CONTRACT),
)


def operator(what: Any) -> ColumnElement[Any]:
    """A column of the organisation that operates the asset under a contract; null where none does."""
    found = select(what).join(OperationContract, col(OperationContract.operator_id) == Organisation.id)
    return found.where(_RUNNING).limit(1).correlate(Asset).scalar_subquery()


OPERATOR_KIND: Final = operator(Organisation.kind)

STATE_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    *(state.label(axis) for axis, state in STATES.items()),
    case((FORMED, NET_VALUE), else_=0).label("net_value"),
    IDLE_DAYS.label("idle_days"),
)
"""State by axis, net value and idle days of one asset, also on a day before it was formed."""
