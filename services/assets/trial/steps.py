"""The steps of a trial, and what is known of each before any input."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from rulebook.verdict import Verdict
from services.assets.idle.models import IdleCase
from services.assets.idle.states import CASE
from services.assets.trial.commands import trial_facts
from services.assets.trial.rules import TRIAL_RULES


def _strike_off(uow: UnitOfWork, case: IdleCase) -> Sequence[Verdict]:
    return uow.judge(TRIAL_RULES, trial_facts(uow, case, uow.today, use_seen=None), pack=case.pack)


STEPS: Final = (
    Step("idleCaseStartTrial", CASE, "idle_case.start_trial"),
    Step("idleCaseStrikeOff", CASE, "idle_case.strike_off", _strike_off),
)
