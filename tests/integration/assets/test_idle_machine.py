"""Whatever people and days do: an asset has an open case exactly while it is suspect, idle or being revived."""

from datetime import timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from published.idle_terms import IdleCaseState
from published.operation_terms import ContractState
from services.assets.idle.states import CLOSED, UTILISATION_OF
from tests.integration.assets.idle_scene import IN_SERVICE, MANAGER, OFFICE, IdleScene
from tests.integration.assets.scene import Scene

NOT_IN_USE = {"SUSPECT", "INEFFICIENT", "IDLE", "REVITALISING", "TRIAL"}
NEXT = {
    "SUSPECTED": "ConfirmIdleCase",
    "CONFIRMED": "PlanIdleCase",
    "PLANNED": "ReviewIdleCase",
    "APPROVED": "ExecuteIdleCase",
    "EXECUTING": "StartTrial",
    "TRIAL": "StrikeOffIdleCase",
}
BESIDE = {"DismissIdleCase": "SUSPECTED"}
ALLOWED_IN = {step: state for state, step in NEXT.items()} | BESIDE


class Life(RuleBasedStateMachine):
    """One shed through the years; every step may be tried in every state."""

    idle: IdleScene
    seen: ClassVar[set[str]] = set()

    @initialize()
    def a_shed(self) -> None:
        self.today = IN_SERVICE
        self.idle.assets.set_today(self.today)
        self.asset = self.idle.shed()

    def cases(self) -> list[tuple[str, str]]:
        """Ids and states, the newest last."""
        statement = "SELECT id::text, state FROM idle_case WHERE asset_id = %(id)s ORDER BY opened_on, id"
        rows: list[tuple[str, str]] = self.idle.assets.rows(statement, {"id": self.asset})
        return rows

    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)
        self.idle.assets.set_today(self.today)

    def given(self, step: str, **changes: Any) -> dict[str, Any]:
        """What each step needs to pass on the day."""
        day = str(self.today)
        plan = {"mode": "REPURPOSE", "operatorId": None, "summary": "改建为儿童之家"}
        inputs: dict[str, dict[str, Any]] = {
            "ConfirmIdleCase": {"checkedOn": day, "finding": "IDLE", "reason": "MARKET", "condition": "空置"},
            "DismissIdleCase": {"reason": "在用", "until": day},
            "PlanIdleCase": self.idle.plan(**plan, targetOn=str(self.today + timedelta(days=60))),
            "ReviewIdleCase": {"decision": "PASS", "reviewedOn": day},
            "ExecuteIdleCase": {"startedOn": day},
            "StartTrial": {"startedOn": day},
            "StrikeOffIdleCase": {"verifiedOn": day, "finding": "在用", "photoIds": []},
        }
        return inputs[step] | changes

    def take(self, step: str, **changes: Any) -> Any:
        persona = OFFICE if step in {"ReviewIdleCase", "StrikeOffIdleCase"} else MANAGER
        case, _ = self.cases()[-1]
        return self.idle.attempt(step, case, persona, **self.given(step, **changes))

    @rule()
    def half_a_year_goes_by(self) -> None:
        self.wait(180)
        for job in (self.idle.detect, self.idle.watch, self.idle.relapse):
            job(self.today)

    @precondition(lambda self: self.cases())
    @rule(steps=st.integers(1, 6))
    def people_do_what_comes_next(self, steps: int) -> None:
        for _ in range(steps):
            _, state = self.cases()[-1]
            if state in CLOSED:
                return
            changes = {}
            if state == "TRIAL":
                self.wait(90)
            if state in {"SUSPECTED", "TRIAL"}:
                changes = {"photoIds": [self.idle.photo(OFFICE if state == "TRIAL" else MANAGER)]}
            payload = self.take(NEXT[state], **changes)
            assert payload["errors"] == [], payload

    @precondition(lambda self: self.cases())
    @rule(step=st.sampled_from(sorted(ALLOWED_IN)))
    def somebody_tries_a_step_out_of_turn(self, step: str) -> None:
        _, state = self.cases()[-1]
        if ALLOWED_IN[step] != state:
            kept = self.idle.kept()
            assert [error["code"] for error in self.take(step)["errors"]] == ["WRONG_STATE"]
            assert self.idle.kept() == kept

    @precondition(lambda self: self.cases() and self.cases()[-1][1] == "SUSPECTED")
    @rule()
    def somebody_dismisses(self) -> None:
        assert self.take("DismissIdleCase")["errors"] == []

    @precondition(lambda self: self.cases() and self.cases()[-1][1] == "PLANNED")
    @rule()
    def the_office_returns(self) -> None:
        assert self.take("ReviewIdleCase", decision="RETURN", comments="另拟")["errors"] == []

    @precondition(lambda self: not self.cases() or self.cases()[-1][1] in CLOSED)
    @rule()
    def an_operator_has_it_for_a_while(self) -> None:
        self.wait(40)
        begun = self.today - timedelta(days=30)
        self.idle.contract(self.asset, begun, self.today - timedelta(days=1), ContractState.EXPIRED)

    @invariant()
    def an_open_case_means_that_it_is_not_in_use(self) -> None:
        states = [state for _, state in self.cases()]
        self.seen.update(states)
        ((use,),) = self.idle.assets.rows("SELECT utilisation_state FROM asset WHERE id = %(id)s", {"id": self.asset})
        running = [state for state in states if state not in CLOSED]
        assert len(running) <= 1
        assert bool(running) == (use in NOT_IN_USE)
        assert not running or use in UTILISATION_OF[IdleCaseState(running[0])]

    @invariant()
    def alerts_that_are_not_resolved_have_their_cause(self) -> None:
        rows = self.idle.assets.rows(
            "SELECT kind, c.state FROM asset_alert a JOIN idle_case c ON c.id = a.idle_case_id"
            " WHERE a.asset_id = %(id)s AND a.state <> 'RESOLVED'",
            {"id": self.asset},
        )
        assert all(kind != "IDLE_SUSPECT" or state == "SUSPECTED" for kind, state in rows)
        assert all(state not in CLOSED for _, state in rows)


@pytest.fixture(scope="module")
def idle(scene: Scene) -> IdleScene:
    return IdleScene(scene)


def test_an_open_case_and_a_use_that_is_none_go_together(idle: IdleScene) -> None:
    kind: Any = type("OfThisScene", (Life,), {"idle": idle})
    limits = settings(
        max_examples=6,
        stateful_step_count=10,
        deadline=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(kind, settings=limits)
    assert Life.seen >= set(IdleCaseState) - {IdleCaseState.DISPOSAL, IdleCaseState.RELAPSED}
