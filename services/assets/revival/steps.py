"""The steps of a plan, and what is known of each before any input."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from rulebook.verdict import Verdict
from services.assets.idle.models import IdleCase
from services.assets.idle.states import CASE
from services.assets.revival.commands import execution_facts, has_contract
from services.assets.revival.rules import EXECUTION_RULES


def _execution(uow: UnitOfWork, case: IdleCase) -> Sequence[Verdict]:
    facts = execution_facts(case, signed=has_contract(uow, case))
    return uow.judge(EXECUTION_RULES, facts, pack=case.pack)


STEPS: Final = (
    Step("idleCasePlan", CASE, "idle_case.plan"),
    Step("idleCaseReview", CASE, "idle_case.review"),
    Step("idleCaseExecute", CASE, "idle_case.execute", _execution),
)
