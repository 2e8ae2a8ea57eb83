import pytest
from hypothesis import given
from hypothesis import strategies as st
from kafka.partitioner.default import DefaultPartitioner

from chassis.consistency import awaited_events, token_of
from chassis.journal import Recorded
from chassis.kafka import PARTITIONS
from chassis.tables import new_id


def recorded(event_type: str = "jiadi.region.changed.v1") -> Recorded:
    identifier = new_id()
    return Recorded(identifier, event_type, str(new_id()).encode())


def test_no_event_no_token() -> None:
    assert token_of([]) is None


def test_a_token_names_types_and_ids() -> None:
    events = [recorded("jiadi.region.changed.v1"), recorded("jiadi.project.declared.v1")]
    token = token_of(events)
    assert token is not None
    assert set(awaited_events(token)) == {(event.type, event.event_id) for event in events}


def test_tokens_of_several_commands_may_be_sent_together() -> None:
    one, other = recorded(), recorded()
    header = f"{token_of([one])} , {token_of([other])}"
    assert [event_id for _, event_id in awaited_events(header)] == [one.event_id, other.event_id]


class Cluster:
    """What Kafka's own partitioner asks for."""

    def topics(self) -> set[str]:
        return {"topic"}

    def partitions_for_topic(self, _: str) -> set[int]:
        return set(range(PARTITIONS))

    available_partitions_for_topic = partitions_for_topic


@given(st.integers(min_value=13, max_value=300))
def test_a_large_import_has_a_short_token_that_still_waits_for_everything(count: int) -> None:
    """Of each partition the last event is named: whoever has handled it has handled those before."""
    events = [recorded() for _ in range(count)]
    token = token_of(events)
    assert token is not None
    assert len(token) < 1500
    named = {event_id for _, event_id in awaited_events(token)}
    partitioner = DefaultPartitioner()
    last = {partitioner.partition("topic", None, e.key, None, None, Cluster()): e.event_id for e in events}
    assert named == set(last.values())


@pytest.mark.parametrize("header", ["", " ", ","])
def test_an_empty_header_waits_for_nothing(header: str) -> None:
    assert awaited_events(header) == []
