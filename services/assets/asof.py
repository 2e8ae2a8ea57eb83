"""What is true of an asset on a date: the one place that lists, filters, sums, boards and single assets ask.

Every expression here is over the row of an asset, the date AS_OF and the last journal id KNOWN. An asset counts from
the day it was formed, once its registration was known. A state on a date is that of its latest fact by (valid_from,
version) among those known, and before the first fact what the axis starts from; where everything is known, the asset's
own column answers if its last fact holds by then, so that only assets that have moved since are looked up. Values,
fundings, owners and with them the level of the owner are set by the registration and do not change yet: known with it,
they hold from the day of formation, and the net value on a date follows from them.
"""

from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Integer, and_, case, cast, exists, extract, func, literal, or_, select
from sqlmodel import col

from chassis.graph.dates import AS_OF, EVERYTHING, KNOWN
from chassis.states import Machine
from services.assets.asset.models import Asset
from services.assets.asset.states import BEFORE, LIFECYCLE, OPERATION, TITLE, UTILISATION
from services.assets.base import TABLES
from services.assets.rights.models import AssetRight

FACTS: Final = TABLES.state_fact.c


ALL_KNOWN: Final[ColumnElement[bool]] = KNOWN == EVERYTHING
"""Nothing was left out of what is known."""


def _state(machine: Machine[Any]) -> ColumnElement[Any]:
    """The state of one axis on AS_OF."""
    if machine.since is None:
        raise TypeError(f"the axis {machine.axis} does not keep the date of its last fact")
    state, since = getattr(Asset, machine.column), getattr(Asset, machine.since)
    fact = (
        select(FACTS.to_state)
        .where(
            FACTS.entity_id == Asset.id,
            FACTS.axis == machine.axis,
            FACTS.valid_from <= AS_OF,
            FACTS.journal_id <= KNOWN,
        )
        .order_by(FACTS.valid_from.desc(), FACTS.entity_version.desc())
        .limit(1)
        .correlate(Asset)
        .scalar_subquery()
    )
    return case(
        (and_(ALL_KNOWN, since <= AS_OF), state), else_=func.coalesce(fact, literal(BEFORE[machine.axis].value))
    )


FORMED: Final[ColumnElement[bool]] = and_(
    col(Asset.formed_on) <= AS_OF,
    or_(
        ALL_KNOWN,
        exists().where(FACTS.entity_id == Asset.id, FACTS.axis == TITLE.axis, FACTS.journal_id <= KNOWN),
    ),
)
"""It stood on that day, as far as was known: what lists, sums and boards count."""

STATES: Final = {machine.axis: _state(machine) for machine in (TITLE, OPERATION, UTILISATION, LIFECYCLE)}
"""State by axis."""


def _months(field: str) -> ColumnElement[int]:
    return cast(extract(field, AS_OF) - extract(field, col(Asset.depreciates_from)), Integer)


_ELAPSED = func.greatest(_months("year") * 12 + _months("month"), 0)
_GONE = Asset.depreciable_value * func.least(_ELAPSED, Asset.useful_life_months) / Asset.useful_life_months

NET_VALUE: Final[ColumnElement[int]] = cast(
    Asset.original_value - case((col(Asset.depreciates_from).is_(None), 0), else_=_GONE), BigInteger
)
"""Net value in fen of an asset that was formed by then; what has gone is cut to the fen, as rules.Depreciation does."""

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
