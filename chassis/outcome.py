"""What a command answers, and how it is kept for repeats of its key."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from chassis.errors import Fault

Ids = UUID | dict[str, UUID | list[UUID]]
_IDS: TypeAdapter[Ids | None] = TypeAdapter(Ids | None)


@dataclass(frozen=True)
class Outcome:
    """`ids` of what it made or changed (None when nothing was done), verdicts worst first, errors, token."""

    ids: Ids | None = None
    verdicts: tuple[Any, ...] = ()
    errors: tuple[Fault, ...] = ()
    consistency_token: str | None = None

    def stored(self) -> dict[str, Any]:
        """As JSON; only outcomes without errors are kept."""
        return {"ids": _IDS.dump_python(self.ids, mode="json"), "token": self.consistency_token}

    @classmethod
    def restored(cls, stored: dict[str, Any]) -> "Outcome":
        """The first result of a key, for its repeat."""
        return cls(ids=_IDS.validate_python(stored["ids"]), consistency_token=stored["token"])
