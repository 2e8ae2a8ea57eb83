"""What the operator sees of one command: its trace across processes, their lines, the figures of each."""

from collections.abc import Iterator
from itertools import pairwise

import orjson
import pytest
from kafka import KafkaProducer

from published.catalogue import topic_of
from tests.harness.collector import Collector, Told, collector
from tests.harness.run import Run
from tests.journeys.beginning import beginning
from tests.journeys.services import settle
from tests.journeys.story.library import declaration, deliberate
from tests.journeys.story.money import parties
from tests.journeys.story.telling import Story, patiently

HANDLER = "keep_project"
MUTATION = "mutation DeclareProject"
TYPE = "jiadi.project.declared.v1"


@pytest.fixture(scope="module")
def traces() -> Iterator[Collector]:
    with collector() as found:
        yield found


@pytest.fixture(scope="module")
def told(test_run: Run, traces: Collector) -> Iterator[Story]:
    """A project was declared, and declared again without a name."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", traces.address)
        environment.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
        with beginning(test_run) as story:
            parties(story)
            story.on("2020-01-10")
            story.do("village_clerk", "DeclareProject", declaration(story), project="project.id")
            nameless = declaration(story) | {"name": ""}
            story.refused("village_clerk", "DeclareProject", nameless, "INVALID_INPUT")
            settle(story.deployment)
            yield story


def thread(traces: Collector) -> dict[str, Told]:
    """The spans of the one trace in which a neighbour has heard of the project."""
    handled = ("funds-worker", f"handle {HANDLER}")
    spans = traces.until(
        lambda found: any(
            (span.process, span.name) == handled and {"gateway", "projects-api", "projects-worker"} <= _met(found, span)
            for span in found
        )
    )
    of_trace = next(s.trace_id for s in spans if s.name == MUTATION and any(_is(h, s, handled) for h in spans))
    return {f"{span.process}: {span.name}": span for span in spans if span.trace_id == of_trace}


def _met(spans: list[Told], of: Told) -> set[str]:
    return {span.process for span in spans if span.trace_id == of.trace_id}


def _is(span: Told, of: Told, handled: tuple[str, str]) -> bool:
    return span.trace_id == of.trace_id and (span.process, span.name) == handled


def test_one_trace_leads_from_the_request_to_the_neighbours_handler(told: Story, traces: Collector) -> None:
    spans = thread(traces)
    way = [
        f"gateway: {MUTATION}",
        "gateway: fetch projects",
        "projects-api: subgraph",
        "projects-api: command project.declare",
        f"projects-worker: tell {TYPE}",
        f"funds-worker: handle {HANDLER}",
    ]
    assert spans[way[0]].parent_id == ""
    for parent, child in pairwise(way):
        assert spans[child].parent_id == spans[parent].span_id, child


def test_the_log_lines_of_every_process_on_the_way_carry_the_same_ids(told: Story, traces: Collector) -> None:
    trace = next(iter(thread(traces).values())).trace_id
    told_by = {
        "gateway": "mutation",
        "projects.api": "command",
        "projects.worker": "event told",
        "funds.worker": "event handled",
    }
    correlations = set()
    for process, what in told_by.items():
        lines = [orjson.loads(line) for line in told.deployment.logs(process).splitlines() if line.startswith("{")]
        mine = [line for line in lines if line.get("traceId") == trace and line["event"] == what]
        assert mine, process
        correlations |= {line["correlationId"] for line in mine}
    assert len(correlations) == 1


def test_the_journal_and_the_event_keep_the_trace(told: Story, traces: Collector) -> None:
    command = thread(traces)["projects-api: command project.declare"]
    with told.deployment.database("projects") as connection:
        found = connection.execute(
            "SELECT DISTINCT traceparent FROM journal WHERE event_type = %s AND traceparent LIKE %s",
            [TYPE, f"%{command.trace_id}%"],
        ).fetchall()
    ((kept,),) = found
    assert kept.rpartition("-")[0] == f"00-{command.trace_id}-{command.span_id}"


def test_commands_are_counted_by_what_they_came_to(told: Story) -> None:
    metrics = told.deployment.metrics("projects.api")
    assert metrics.value("jiadi_commands_total", command="project.declare", outcome="ok") == 1
    assert metrics.value("jiadi_commands_total", command="project.declare", outcome="INVALID_INPUT") == 1
    assert metrics.value("jiadi_command_seconds_count", command="project.declare") == 2
    assert metrics.value("jiadi_database_pool_size", pool="write") == 8
    assert metrics.value("jiadi_database_pool_size", pool="read") == 8


def test_the_gateway_counts_operations_and_fetches(told: Story) -> None:
    metrics = told.deployment.metrics("gateway")
    assert metrics.value("jiadi_gateway_requests_total", operation="DeclareProject") == 2
    assert metrics.value("jiadi_gateway_request_seconds_count", operation="DeclareProject") == 2
    assert metrics.value("jiadi_gateway_fetches_total", subgraph="projects", outcome="ok") >= 2
    assert metrics.value("jiadi_gateway_fetch_seconds_count", subgraph="projects") >= 2
    told.deployment.graphql("{ nothing }")
    refused = told.deployment.metrics("gateway")
    assert refused.value("jiadi_gateway_requests_total", operation="(refused)", outcome="INVALID_INPUT") == 1


def test_a_rules_verdict_is_counted(told: Story) -> None:
    deliberate(told)
    bare = told.addressed("village_clerk", "project", {"submittedOn": "2020-01-14"})
    told.blocked("village_clerk", "SubmitProject", bare, "P-49")
    metrics = told.deployment.metrics("projects.api")
    assert metrics.value("jiadi_verdicts_total", rule="P-49", outcome="BLOCK") == 1
    assert metrics.value("jiadi_commands_total", command="deliberation.submit_project", outcome="RULE_BLOCKED") == 1


def test_a_worker_at_rest_lags_behind_nothing_and_shows_what_is_parked(told: Story) -> None:
    def at_rest() -> None:
        metrics = told.deployment.metrics("funds.worker")
        assert metrics.value("jiadi_database_up") == 1
        lags = [f"{of}_lag_{what}" for of in ("seal", "relay") for what in ("rows", "seconds")]
        lags += ["inbox_lag_events", "inbox_lag_seconds"]
        assert {f"jiadi_{lag}" for lag in lags} <= metrics.names
        assert {lag: metrics.value(f"jiadi_{lag}") for lag in lags} == dict.fromkeys(lags, 0)
        assert metrics.value("jiadi_inbox_poll_age_seconds") < 10
        assert metrics.value("jiadi_handler_seconds_count", handler=HANDLER) >= 1
        assert metrics.value("jiadi_parked_events", handler=HANDLER) == 0

    patiently(at_rest)
    wiring = told.deployment.wiring
    producer = KafkaProducer(bootstrap_servers=wiring.kafka)
    producer.send(topic_of("projects", wiring.topic_prefix), b"no event", partition=0).get(timeout=20)
    producer.close()

    def parked() -> None:
        metrics = told.deployment.metrics("funds.worker")
        assert metrics.value("jiadi_parked_events", handler="(unreadable)") == 1

    patiently(parked)
