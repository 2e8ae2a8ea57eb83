"""What commands came to, and the verdicts under which anything was done: counted, timed, traced, told in one line."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from graphql import GraphQLError
from prometheus_client import Counter, Histogram

from chassis import log
from chassis.errors import RequestCode
from chassis.outcome import Outcome
from chassis.telemetry import tracing
from rulebook.verdict import Verdict

OK, REPEATED, VALIDATED = "ok", "repeated", "validated"
"""Committed; answered from the first result of its key; a trial run that found nothing wrong."""

COMMANDS = Counter("jiadi_commands", "Commands by noun.verb and what came of them", ["command", "outcome"])
SECONDS = Histogram("jiadi_command_seconds", "From taking up a command to its outcome, retries included", ["command"])
VERDICTS = Counter("jiadi_verdicts", "Verdicts of commands, jobs and handlers by rule", ["rule", "outcome"])


@cache
def name_of(command: Callable[..., Any]) -> str:
    """`project.declare` for `declare_project` in the commands of the noun `project`."""
    noun = command.__module__.split(".")[-2]
    return f"{noun}.{command.__name__.removesuffix(f'_{noun}')}"


class Watched:
    """One run of a command; `outcome` stays INTERNAL where it ends by an exception without a code."""

    def __init__(self) -> None:
        self.outcome: str = RequestCode.INTERNAL.value

    def came_to(self, outcome: Outcome, validate_only: bool) -> Outcome:
        """Note what it came to; verdicts count where the command ran in earnest."""
        self.outcome = _label(outcome, validate_only)
        if not validate_only and not outcome.repeated:
            judged(outcome.verdicts)
        return outcome


@contextmanager
def watched(command: Callable[..., Any]) -> Iterator[Watched]:
    """Watch a command from its beginning to its outcome."""
    name, started, run = name_of(command), time.perf_counter(), Watched()
    with tracing.span(f"command {name}") as span:
        try:
            yield run
        except GraphQLError as fault:
            run.outcome = str((fault.extensions or {}).get("code", run.outcome))
            raise
        finally:
            seconds = time.perf_counter() - started
            COMMANDS.labels(name, run.outcome).inc()
            SECONDS.labels(name).observe(seconds)
            span.set_attribute("jiadi.outcome", run.outcome)
            log.logger(__name__).info("command", command=name, outcome=run.outcome, seconds=round(seconds, 4))


def judged(verdicts: Iterable[Verdict]) -> None:
    """Count the verdicts of something that was done, or refused."""
    for verdict in verdicts:
        VERDICTS.labels(verdict.rule_id, verdict.outcome.value).inc()


def _label(outcome: Outcome, validate_only: bool) -> str:
    if outcome.errors:
        return outcome.errors[0].code.value
    if validate_only:
        return VALIDATED
    return REPEATED if outcome.repeated else OK
