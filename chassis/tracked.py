"""Which entities a unit of work has made or locked, and what they were before."""

from typing import Any

from chassis.digest import Digests
from chassis.journal import columns_as_json


class Tracked:
    """Remembers the last journalled state of every entity that may be changed."""

    def __init__(self, digests: Digests) -> None:
        self._digests = digests
        self._known: dict[tuple[type[Any], Any], tuple[Any, dict[str, Any] | None]] = {}

    def made(self, entity: Any) -> None:
        """It is new: there is nothing before it."""
        self._known[_key(entity)] = (entity, None)

    def locked(self, entity: Any) -> None:
        """It was read under a lock, in the state it is to be changed from."""
        self._known.setdefault(_key(entity), (entity, self.columns(entity)))

    def before(self, entity: Any) -> dict[str, Any] | None:
        """What was journalled last; None for a new entity. Only what was added or locked may be recorded."""
        if _key(entity) not in self._known:
            raise RuntimeError(f"{type(entity).__name__} is recorded but was neither added nor got for update")
        return self._known[_key(entity)][1]

    def recorded(self, entity: Any, after: dict[str, Any]) -> None:
        """What it is from now on."""
        self._known[_key(entity)] = (entity, after)

    def columns(self, entity: Any) -> dict[str, Any]:
        """Its columns as the journal shows them."""
        return columns_as_json(entity, self._digests)

    def require_all_recorded(self) -> None:
        """A change that no journal row tells of is a bug of the command; nothing of it may be committed."""
        for entity, before in self._known.values():
            if hasattr(entity, "version") and before != self.columns(entity):
                raise RuntimeError(f"{type(entity).__name__} {entity.id} was changed but not recorded")


def _key(entity: Any) -> tuple[type[Any], Any]:
    return type(entity), entity.id
