"""When each event passed which place on its way from one service's journal into the neighbours' replicas.

Nothing is added to the way for it: PostgreSQL keeps the moment of every commit, Kafka that of every send, and an inbox
row the moment at which its transaction began. All clocks are this machine's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import psycopg

from chassis.kafka import read_to_the_end
from chassis.settings import ServiceSettings
from deploy.embedded.processes import service_programs
from published.catalogue import topic_of
from published.envelope import Envelope
from tests.harness.deployment import Deployment

STAGES = ("committed to sealed", "sealed to sent", "sent to taken up", "taken up to visible")

_TOLD = """
    SELECT event_id, extract(epoch FROM pg_xact_commit_timestamp(journal.xmin))::float8,
           extract(epoch FROM pg_xact_commit_timestamp(seal.xmin))::float8
    FROM journal JOIN seal ON seal.journal_id = journal.id WHERE event_id IS NOT NULL AND journal.id > %s
"""
_TAKEN = """
    SELECT event_id, extract(epoch FROM recorded_at)::float8,
           extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8
    FROM inbox WHERE event_id = ANY(%s)
"""
_READ_TOGETHER = 500


@dataclass(frozen=True)
class Passage:
    """Moments of one event on its way to one handler, in seconds since the epoch."""

    committed: float
    sealed: float
    sent: float
    taken: float
    visible: float

    @property
    def whole(self) -> float:
        """From commit to visible, seconds."""
        return self.visible - self.committed

    @property
    def stages(self) -> tuple[float, ...]:
        """Seconds of each of STAGES."""
        return (
            self.sealed - self.committed,
            self.sent - self.sealed,
            self.taken - self.sent,
            self.visible - self.taken,
        )


def last_row(deployment: Deployment, teller: str) -> int:
    """Where a service's journal ends now."""
    with deployment.database(teller) as connection:
        row = connection.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()
    return int(row[0]) if row else 0


def passages(deployment: Deployment, teller: str, neighbours: Sequence[str], after: int) -> Mapping[str, list[Passage]]:
    """By neighbour, every event that the teller journalled after a row, once for each handler that has had it."""
    with deployment.database(teller) as connection:
        told = {row[0]: row[1:] for row in connection.execute(_TOLD, [after])}
    sent = dict(_sent(deployment, teller))
    return {name: list(_passages(deployment, name, told, sent)) for name in neighbours}


def _passages(
    deployment: Deployment, neighbour: str, told: Mapping[UUID, tuple[float, float]], sent: Mapping[UUID, float]
) -> Iterator[Passage]:
    with deployment.database(neighbour) as connection:
        for event_id, taken, visible in _rows(connection, list(told)):
            committed, sealed = told[event_id]
            yield Passage(committed, sealed, sent[event_id], taken, visible)


def _rows(connection: psycopg.Connection, event_ids: list[UUID]) -> list[tuple[UUID, float, float]]:
    return connection.execute(_TAKEN, [event_ids]).fetchall()


def _sent(deployment: Deployment, teller: str) -> Iterator[tuple[UUID, float]]:
    program = service_programs(deployment.wiring, teller)[1]
    settings = ServiceSettings.told(program.settings)
    for records in read_to_the_end(settings, [topic_of(teller, settings.topic_prefix)], _READ_TOGETHER):
        for record in records:
            yield Envelope.from_bytes(record.value).id, record.timestamp / 1000
