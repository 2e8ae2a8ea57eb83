"""What a command answers, and how it is kept for repeats of its key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from chassis.errors import Fault
from chassis.jsonform import canonical
from rulebook.verdict import Verdict

Ids = UUID | Mapping[str, UUID | list[UUID]]
"""What a command returns: the id of the one entity of its payload, or ids by the payload's field names."""

_IDS: TypeAdapter[Ids | None] = TypeAdapter(Ids | None)
_VERDICTS: TypeAdapter[tuple[Verdict, ...]] = TypeAdapter(tuple[Verdict, ...])


@dataclass(frozen=True)
class Outcome:
    """`ids` of what it made or changed (None when nothing was done), verdicts worst first, errors, token.

    `repeated` says that it is the first result of a key, for its repeat; it is the same outcome all the same.
    """

    ids: Ids | None = None
    verdicts: tuple[Verdict, ...] = ()
    errors: tuple[Fault, ...] = ()
    consistency_token: str | None = None
    repeated: bool = field(default=False, compare=False)

    def stored(self) -> dict[str, Any]:
        """As JSON; only outcomes without errors are kept."""
        return {
            "ids": _IDS.dump_python(self.ids, mode="json"),
            "verdicts": _VERDICTS.dump_python(self.verdicts, mode="json"),
            "token": self.consistency_token,
        }

    @classmethod
    def restored(cls, stored: dict[str, Any]) -> "Outcome":
        """The first result of a key, for its repeat."""
        return cls(
            ids=_IDS.validate_python(stored["ids"]),
            verdicts=_VERDICTS.validate_json(canonical(stored["verdicts"])),
            consistency_token=stored["token"],
            repeated=True,
        )
