"""Telling the thread: whoever acts, on which day, with which input; ids and versions come from earlier answers."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from psycopg import OperationalError
from urllib3.exceptions import HTTPError

from tests.harness.deployment import Deployment
from tests.journeys.client import PATIENCE_SECONDS, Client

ROOTS = {
    "project": "project",
    "asset": "asset",
    "claim": "paymentClaim",
    "distribution": "distribution",
    "case": "idleCase",
    "notice": "notice",
}
"""What the version of can be asked for, by the name a story gives it (`notice-village` is a notice)."""


FIRST_DAY = date(2020, 1, 2)
"""It is this day when a deployment that tells the thread starts."""


@dataclass(frozen=True)
class Act:
    """A command that is about to be given; `about` is the story's name for what it changes, None if it makes it."""

    persona: str | None
    operation: str
    given: dict[str, Any]
    about: str | None = None


@dataclass
class Story:
    """One thread through one deployment; `name` makes its idempotency keys its own.

    `watchers` see every act before it is done, `evenings` the end of every day on which something was done.
    """

    deployment: Deployment
    name: str = "thread"
    ids: dict[str, str] = field(default_factory=dict)
    watchers: list[Callable[["Story", Act], None]] = field(default_factory=list)
    evenings: list[Callable[["Story"], None]] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=dict)
    today: date = FIRST_DAY

    def __post_init__(self) -> None:
        self.client = Client(self.deployment, patient=True)
        self._versions: dict[str, int] = {}

    def on(self, day: str) -> None:
        """It becomes noon of that day."""
        if date.fromisoformat(day) > self.today:
            for evening in self.evenings:
                evening(self)
        self.today = date.fromisoformat(day)
        patiently(lambda: self.deployment.set_clock(self.today))

    def do(self, persona: str | None, operation: str, given: dict[str, Any], **keep: str) -> dict[str, Any]:
        """A command that must succeed; `keep` names ids of the answer by their path: `project="project.id"`."""
        return self._do(Act(persona, operation, given), keep)

    def _do(self, act: Act, keep: dict[str, str]) -> dict[str, Any]:
        for watcher in self.watchers:
            watcher(self, act)
        self.acts.append(act)
        key = f"{self.name}-{len(self.acts):04d}"
        self._count(act.operation)
        payload = self.client.do(act.operation, act.persona, act.given, key=key)
        self._learn(payload)
        self.ids |= {name: str(at(payload, path)) for name, path in keep.items()}
        return payload

    def act(self, persona: str | None, operation: str, about: str, **given: Any) -> dict[str, Any]:
        """A command on what the story calls `about`, at the version that the persona sees now."""
        return self._do(Act(persona, operation, self.addressed(persona, about, given), about), {})

    def refused(self, persona: str | None, operation: str, given: dict[str, Any], code: str) -> dict[str, Any]:
        """A command that must be refused with this code and no other; the payload with its verdicts."""
        self._count(operation)
        payload = self.client.settled(operation, persona, given)
        assert [error["code"] for error in payload["errors"]] == [code], payload
        return payload

    def blocked(self, persona: str, operation: str, given: dict[str, Any], *rules: str) -> dict[str, dict[str, Any]]:
        """A command that exactly these rules must block; their verdicts by rule id."""
        payload = self.refused(persona, operation, given, "RULE_BLOCKED")
        found = {each["ruleId"]: each for each in payload["verdicts"] if each["outcome"] == "BLOCK"}
        assert set(found) == set(rules), found
        return found

    def addressed(self, persona: str | None, about: str, given: dict[str, Any]) -> dict[str, Any]:
        """The input with the id of what it is about and the version that the persona sees."""
        return {"id": self.ids[about], "expectedVersion": self.version(persona, about), **given}

    def version(self, persona: str | None, about: str) -> int:
        """The version now: asked for where there is a root field, else the one last answered."""
        root = ROOTS.get(about.partition("-")[0])
        if root is not None:
            document = f"query($id: ID!) {{ {root}(id: $id) {{ id version }} }}"
            self._learn(self.client.read(document, {"id": self.ids[about]}, persona))
        return self._versions[self.ids[about]]

    def ask(self, persona: str | None, operation: str, **variables: Any) -> dict[str, Any]:
        """A query that must have no errors."""
        self._count(operation)
        return self.client.ask(operation, persona, **variables)

    def until(self, persona: str | None, operation: str, holds: Callable[[Any], Any], **variables: Any) -> Any:
        """Ask until what a job or an event brings about is there, and return it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        answer = self.ask(persona, operation, **variables)
        while not holds(answer):
            assert time.monotonic() < deadline, answer
            time.sleep(0.2)
            answer = self.client.ask(operation, persona, **variables)
        return answer

    def _count(self, operation: str) -> None:
        self.calls[operation] = self.calls.get(operation, 0) + 1

    def _learn(self, payload: Any) -> None:
        self._versions |= dict(_versioned(payload))


def patiently(work: Callable[[], None]) -> None:
    """Do what needs the databases or the object store, which may be away for a moment."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return work()
        except (OperationalError, HTTPError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def at(payload: Any, path: str) -> Any:
    """What stands at a dotted path: `lines.0.id`."""
    for part in path.split("."):
        payload = payload[int(part) if part.isdigit() else part]
    return payload


def _versioned(payload: Any) -> Iterator[tuple[str, int]]:
    if isinstance(payload, dict):
        if "id" in payload and "version" in payload:
            yield payload["id"], payload["version"]
        payload = list(payload.values())
    if isinstance(payload, list):
        for each in payload:
            yield from _versioned(each)
