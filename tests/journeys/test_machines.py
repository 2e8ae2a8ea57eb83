"""Status × action: each action of the thread, asked in each state its machine knows."""

from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import sql

from cli import inventory
from tests.journeys.story.asking import errors, mutation_of
from tests.journeys.story.telling import Act, Story
from tests.journeys.story.thread import Told


@dataclass(frozen=True)
class Kept:
    """Where the state of something is kept, and the noun whose machine moves it."""

    service: str
    table: str
    noun: str


KEPT = {
    "project": Kept("projects", "project", "services.projects.project"),
    "notice": Kept("projects", "notice", "services.projects.publicity"),
    "plan": Kept("projects", "annual_plan", "services.projects.plan"),
    "claim": Kept("funds", "payment_claim", "services.funds.claim"),
    "asset": Kept("assets", "asset", "services.assets.asset"),
    "distribution": Kept("assets", "distribution", "services.assets.distribution"),
    "case": Kept("assets", "idle_case", "services.assets.idle"),
}


def machine_of(act: Act) -> inventory.FoundMachine | None:
    """The machine of what the act is about, if the act is one of its actions."""
    kept = KEPT.get(str(act.about).partition("-")[0])
    action = mutation_of(act.operation)
    for found in inventory.machines():
        if kept and found.place == kept.noun and any(move.action == action for move in found.machine.moves):
            return found
    return None


def codes_in(story: Story, act: Act, column: str, state: str) -> list[str]:
    """What the act answers while its subject is in a state; the state is put back afterwards."""
    kept, identifier = KEPT[str(act.about).partition("-")[0]], story.ids[str(act.about)]
    where = sql.SQL("UPDATE {} SET {} = %s WHERE id = %s").format(sql.Identifier(kept.table), sql.Identifier(column))
    with psycopg.connect(story.deployment.wiring.databases[kept.service].owner, autocommit=True) as connection:
        read = sql.SQL("SELECT {}, version FROM {} WHERE id = %s")
        row = connection.execute(
            read.format(sql.Identifier(column), sql.Identifier(kept.table)), [identifier]
        ).fetchone()
        assert row is not None
        connection.execute(where, [state, identifier])
        try:
            found = errors(story, act, act.persona, act.given | {"expectedVersion": row[1]})
        finally:
            connection.execute(where, [row[0], identifier])
    return [each["code"] for each in found]


def drop_checks(story: Story) -> None:
    """A state alone, without the columns that go with it, is what the tables' checks are there to refuse."""
    for kept in KEPT.values():
        with psycopg.connect(story.deployment.wiring.databases[kept.service].owner) as connection:
            checks = connection.execute(
                "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [kept.table]
            ).fetchall()
            for (name,) in checks:
                drop = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
                connection.execute(drop.format(sql.Identifier(kept.table), sql.Identifier(name)))


@pytest.fixture(scope="module")
def answers(told: Told) -> dict[tuple[str, str, bool], list[str]]:
    """By action, state and whether the machine takes it there."""
    story = told.complete()
    drop_checks(story)
    found: dict[tuple[str, str, bool], list[str]] = {}
    for act in {each.operation: each for each in story.acts if machine_of(each)}.values():
        known: Any = machine_of(act)
        action = mutation_of(act.operation)
        for state in known.states:
            takes = known.machine.takes(state, action)
            found[action, state.value, takes] = codes_in(story, act, known.machine.column, state.value)
    return found


def test_what_a_machine_does_not_take_is_refused_as_a_wrong_state(
    answers: dict[tuple[str, str, bool], list[str]],
) -> None:
    wrong = {key: codes for key, codes in answers.items() if not key[2] and codes != ["WRONG_STATE"]}
    assert wrong == {}


def test_what_a_machine_takes_is_never_refused_as_a_wrong_state_of_its_own(
    answers: dict[tuple[str, str, bool], list[str]],
) -> None:
    """Closing a notice moves its project, approving a plan its projects, striking off a case its asset."""
    wrong = {key: codes for key, codes in answers.items() if key[2] and "WRONG_STATE" in codes}
    assert {action for action, _, _ in wrong} <= {"noticeClose", "annualPlanApprove", "idleCaseStrikeOff"}


def test_every_machine_of_the_thread_is_asked(told: Told) -> None:
    story = told.complete()
    asked = {found.place for act in story.acts if (found := machine_of(act))}
    assert asked == {kept.noun for kept in KEPT.values()}
