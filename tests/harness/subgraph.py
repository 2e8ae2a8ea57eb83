"""One service on a database of its own, asked through its GraphQL door within the test's process.

No worker and no broker run: what the service tells is read from its journal, what it is told is delivered by hand.
"""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from fastapi.testclient import TestClient
from graphql import build_schema
from pydantic import SecretStr
from strawberry.federation import Schema

from chassis import headers
from chassis.delivery import Delivery
from chassis.graph.api import api_of
from chassis.runtime import Runtime
from chassis.settings import ClockKind, Environment, ServiceSettings
from chassis.tables import new_id
from deploy.embedded.databases import DatabaseAddress
from deploy.embedded.processes import Bucket
from published.catalogue import event_model, service_of, topic_of
from published.envelope import Envelope
from published.event import Event
from tests.harness.clock import set_clock
from tests.harness.own_part import own_part
from tests.harness.tokens import Tokens

DEFAULT_PERSONA = "county_office"
FAR_PAST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Delivered:
    """A message as a consumer hands it over."""

    topic: str
    value: bytes
    partition: int = 0
    offset: int = 0
    headers: tuple[tuple[str, bytes], ...] = ()


class Subgraph:
    """Posts operations, delivers the neighbours' events, reads what was told."""

    def __init__(
        self, client: TestClient, schema: Schema, runtime: Runtime, tokens: Tokens, address: DatabaseAddress
    ) -> None:
        self._schema = build_schema(schema.as_str(), assume_valid=True)
        self.runtime = runtime
        self.tokens = tokens
        self.address = address
        self._client = client
        self._delivery = Delivery(runtime)

    def post(
        self,
        document: str,
        variables: Mapping[str, Any] | None = None,
        persona: str | None = DEFAULT_PERSONA,
        *,
        token: str | None = None,
        consistency: str | None = None,
        operation: str | None = None,
    ) -> dict[str, Any]:
        """The whole answer, `data` and `errors`; `persona=None` asks without a token, `token` wins over `persona`."""
        bearer = token or (self.tokens.token(persona) if persona else None)
        sent = {headers.INTERNAL_SECRET: self.runtime.settings.internal_secret.get_secret_value()}
        sent |= {"authorization": f"Bearer {bearer}"} if bearer else {}
        sent |= {headers.CONSISTENCY: consistency} if consistency else {}
        body = {
            "query": document,
            "variables": dict(variables or {}),
            "operationName": operation,
        }
        answer: dict[str, Any] = self._client.post("/graphql", json=body, headers=sent).json()
        return answer

    def run(
        self,
        document: str,
        given: Mapping[str, Any],
        persona: str | None = DEFAULT_PERSONA,
        *,
        key: str | None = None,
        token: str | None = None,
        **variables: Any,
    ) -> dict[str, Any]:
        """The payload of a mutation with `$input` and `$key`, refused or not; a fresh key unless one is given."""
        values = {"input": dict(given), "key": key or str(new_id()), **variables}
        answer = self.post(document, values, persona, token=token)
        assert "errors" not in answer, answer
        (payload,) = answer["data"].values()
        assert isinstance(payload, dict)
        return payload

    def own_part(self, document: str) -> str:
        """The part of an operation on the whole graph that this service answers."""
        return own_part(document, self._schema)

    def entities(
        self, representations: Sequence[Mapping[str, Any]], selection: str, persona: str | None = DEFAULT_PERSONA
    ) -> list[Any]:
        """What a gateway gets for representations of one type: `selection` is what it asks of that type."""
        (typename,) = {each["__typename"] for each in representations}
        document = f"query($r: [_Any!]!) {{ _entities(representations: $r) {{ ... on {typename} {{ {selection} }} }} }}"
        answer = self.post(document, {"r": [dict(each) for each in representations]}, persona)
        assert "errors" not in answer, answer
        found: list[Any] = answer["data"]["_entities"]
        return found

    def deliver(self, event: Event, *, event_id: UUID | None = None) -> Envelope:
        """Hand over a neighbour's event as its consumer would; the same `event_id` again is a repeated delivery."""
        envelope = Envelope.wrap(event, id=event_id or new_id(), time=FAR_PAST, correlationid="of-the-test")
        topic = topic_of(service_of(type(event)), self.runtime.settings.topic_prefix)
        self._delivery.deliver([Delivered(topic, envelope.to_bytes())])
        return envelope

    def told(self) -> list[Event]:
        """Every event that the journal holds, in the order it was recorded."""
        rows = self.rows("SELECT event_type, event_data::jsonb FROM journal WHERE event_id IS NOT NULL ORDER BY id")
        return [event_model(kind).from_data(data) for kind, data in rows]

    def rows(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """What the owner of the tables reads."""
        with psycopg.connect(self.address.owner) as connection:
            return connection.execute(statement.encode(), parameters).fetchall()

    def set_today(self, day: date) -> None:
        """Move the service's clock to noon of a day in Asia/Shanghai."""
        set_clock([self.address.owner], day)


@contextmanager
def serving(service: str, address: DatabaseAddress, bucket: Bucket, folder: Path) -> Iterator[Subgraph]:
    """The subgraph of a service over a migrated database and its bucket; `folder` takes the key of its token issuer."""
    tokens = Tokens(folder)
    settings = ServiceSettings(
        database_url=SecretStr(address.runtime),
        owner_database_url=SecretStr(address.owner),
        jwks_file=tokens.issuer.jwks_file,
        issuer=tokens.issuer.name,
        environment=Environment.TEST,
        clock=ClockKind.DB,
        pool_size=4,
        read_pool_size=4,
        s3_endpoint=bucket.endpoint,
        s3_bucket=bucket.name,
        s3_access_key=bucket.access_key,
        s3_secret_key=SecretStr(bucket.secret_key),
    )
    runtime = Runtime(importlib.import_module(f"services.{service}.service").SERVICE, settings)
    schema = importlib.import_module(f"services.{service}.app").SCHEMA
    with TestClient(api_of(schema, runtime)) as client:
        yield Subgraph(client, schema, runtime, tokens, address)
