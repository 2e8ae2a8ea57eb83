"""Lags and names of what is measured; that nothing is traced where nobody asked for it."""

import time
from types import SimpleNamespace
from typing import Any

from kafka import TopicPartition

from chassis.telemetry import tracing
from chassis.telemetry.commands import name_of
from chassis.telemetry.inbox import InboxLag
from services.assets.idle.commands import confirm_case
from services.projects.project.commands import declare_project

PLACE = TopicPartition("jiadi.funds.v1", 3)


class Source:
    """A consumer that stands somewhere in one partition."""

    def __init__(self, position: int, end: int | None) -> None:
        self._position, self._end = position, end

    def assignment(self) -> set[TopicPartition]:
        return {PLACE}

    def position(self, _: TopicPartition) -> int:
        return self._position

    def highwater(self, _: TopicPartition) -> int | None:
        return self._end


def samples(lag: InboxLag) -> dict[str, float]:
    return {sample.name: sample.value for metric in lag.collect() for sample in metric.samples}


def lagging(position: int, end: int | None) -> dict[str, float]:
    lag, source = InboxLag(), Source(position, end)
    record = SimpleNamespace(timestamp=(time.time() - 60) * 1000)
    lag.received({PLACE: [record]})
    handled: Any = source
    lag.handled(handled)
    return samples(lag)


def test_a_partition_read_to_its_end_has_no_lag() -> None:
    found = lagging(7, 7)
    assert (found["jiadi_inbox_lag_events"], found["jiadi_inbox_lag_seconds"]) == (0, 0)


def test_what_waits_is_counted_and_ages() -> None:
    found = lagging(4, 7)
    assert found["jiadi_inbox_lag_events"] == 3
    assert 60 <= found["jiadi_inbox_lag_seconds"] < 70


def test_who_stands_by_tells_no_lag() -> None:
    lag = InboxLag()
    lag.received({})
    lag.ended()
    assert samples(lag) == {}


def test_a_command_is_named_by_noun_and_verb() -> None:
    assert [name_of(declare_project), name_of(confirm_case)] == ["project.declare", "idle.confirm_case"]


def test_without_a_collector_nothing_is_traced() -> None:
    with tracing.span("command") as span:
        assert not span.is_recording()
        assert tracing.traceparent() is None
        assert tracing.headers() == {}
