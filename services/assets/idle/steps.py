"""The steps of a case up to its plan, and what is known of each before any input."""

from typing import Final

from chassis.steps import Step
from services.assets.idle.rules import RULES, FieldCheckFacts
from services.assets.idle.states import CASE

STEPS: Final = (
    Step(
        "idleCaseConfirm",
        CASE,
        "idle_case.confirm",
        lambda uow, case: uow.judge(RULES, FieldCheckFacts(None), pack=case.pack),
    ),
    Step("idleCaseDismiss", CASE, "idle_case.dismiss"),
    Step("idleCaseAssign", CASE, "idle_case.assign"),
)
