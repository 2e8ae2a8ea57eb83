"""What is true of an asset on a date: the one place that lists, filters, sums, boards and single assets ask.

Every expression here is over the row of an asset and the date AS_OF. An asset counts from the day it was formed.
A state on a date is that of its latest fact by (valid_from, version), and before the first fact what the axis starts
from; the asset's own column answers where its last fact holds by then, so that only assets that have moved since are
looked up. The net value is the original value: nothing else is recorded about values yet. The level of the owner is
the asset's column: owners do not change yet.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlmodel import col

from chassis.graph.dates import AS_OF
from chassis.states import Machine
from services.assets.asset.models import Asset
from services.assets.asset.states import BEFORE, LIFECYCLE, OPERATION, TITLE, UTILISATION
from services.assets.base import TABLES
from services.assets.rights.models import AssetRight

FACTS: Final = TABLES.state_fact.c


def _state(machine: Machine[Any]) -> ColumnElement[Any]:
    """The state of one axis on AS_OF."""
    if machine.since is None:
        raise TypeError(f"the axis {machine.axis} does not keep the date of its last fact")
    state, since = getattr(Asset, machine.column), getattr(Asset, machine.since)
    fact = (
        select(FACTS.to_state)
        .where(FACTS.entity_id == Asset.id, FACTS.axis == machine.axis, FACTS.valid_from <= AS_OF)
        .order_by(FACTS.valid_from.desc(), FACTS.entity_version.desc())
        .limit(1)
        .correlate(Asset)
        .scalar_subquery()
    )
    return case((since <= AS_OF, state), else_=func.coalesce(fact, literal(BEFORE[machine.axis].value)))


FORMED: Final[ColumnElement[bool]] = col(Asset.formed_on) <= AS_OF
"""It stood on that day: what lists, sums and boards count."""

STATES: Final = {machine.axis: _state(machine) for machine in (TITLE, OPERATION, UTILISATION, LIFECYCLE)}
"""State by axis."""

NET_VALUE: Final = col(Asset.original_value)
"""Net value in fen of an asset that was formed by then."""

STATE_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    *(state.label(axis) for axis, state in STATES.items()),
    case((FORMED, NET_VALUE), else_=0).label("net_value"),
)
"""State by axis and net value of one asset, also on a day before it was formed."""

HELD: Final[ColumnElement[bool]] = and_(
    col(AssetRight.asset_id) == Asset.id,
    col(AssetRight.starts_on) <= AS_OF,
    or_(col(AssetRight.ends_on).is_(None), col(AssetRight.ends_on) >= AS_OF),
)
"""A right over the asset that somebody held on that day."""
