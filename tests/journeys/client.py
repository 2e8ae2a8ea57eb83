"""A front end that remembers what it has just changed: it sends back the consistency tokens it was given."""

import time
import uuid
from typing import Any

from orjson import JSONDecodeError
from urllib3.exceptions import HTTPError

from tests.harness.deployment import Deployment
from tests.journeys.operations import document

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.2
DOWN = {"SUBGRAPH_UNAVAILABLE", "REPLICA_BEHIND"}


class Refused(AssertionError):
    """A command answered errors where the test expected none."""


class Client:
    """Runs the journey's operations as personas; a patient one repeats, with the same key, what is only late."""

    def __init__(self, deployment: Deployment, *, patient: bool = False) -> None:
        self.deployment = deployment
        self.tokens: list[str] = []
        self._patience = PATIENCE_SECONDS if patient else 0.0

    @property
    def consistency(self) -> str | None:
        return ",".join(self.tokens[-3:]) or None

    def answer(self, operation: str, persona: str | None, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The whole answer, errors included."""
        return self.read(document(operation), variables, persona, operation)

    def read(
        self, text: str, variables: dict[str, Any] | None, persona: str | None, operation: str | None = None
    ) -> dict[str, Any]:
        """The whole answer to a document; a patient client asks again as long as a part is down."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                found = self.deployment.graphql(
                    text, variables, persona=persona, operation=operation, consistency=self.consistency
                )
            except (HTTPError, JSONDecodeError):
                if time.monotonic() > deadline:
                    raise
            else:
                if not _is_down(found) or time.monotonic() > deadline:
                    return found
            time.sleep(PAUSE_SECONDS)

    def ask(self, operation: str, persona: str | None, **variables: Any) -> dict[str, Any]:
        """The data of a query that must have no errors."""
        answer = self.answer(operation, persona, variables)
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    def attempt(self, operation: str, persona: str | None, given: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The payload of a command, refused or not."""
        variables = {"input": given, "key": str(uuid.uuid4()), **more}
        data = self.answer(operation, persona, variables)
        assert "errors" not in data, data
        (payload,) = data["data"].values()
        if payload["consistencyToken"]:
            self.tokens.append(payload["consistencyToken"])
        assert isinstance(payload, dict)
        return payload

    def settled(self, operation: str, persona: str | None, given: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The payload of a command, refused or not, once it is not merely late."""
        more = {"key": str(uuid.uuid4()), **more}
        deadline = time.monotonic() + self._patience
        payload = self.attempt(operation, persona, given, **more)
        while _is_late(payload) and time.monotonic() < deadline:
            time.sleep(PAUSE_SECONDS)
            payload = self.attempt(operation, persona, given, **more)
        return payload

    def do(self, operation: str, persona: str | None, given: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The payload of a command that must succeed."""
        payload = self.settled(operation, persona, given, **more)
        if payload["errors"]:
            raise Refused(f"{operation}: {payload['errors']} {payload['verdicts']}")
        return payload


def _is_down(answer: dict[str, Any]) -> bool:
    codes = {error.get("extensions", {}).get("code") for error in answer.get("errors", ())}
    return bool(codes & DOWN)


def _is_late(payload: dict[str, Any]) -> bool:
    return bool(payload["errors"]) and {error["code"] for error in payload["errors"]} == {"REPLICA_BEHIND"}
