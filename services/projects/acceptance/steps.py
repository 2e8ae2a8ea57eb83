"""What stands in the way of accepting and settling a project."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from rulebook.verdict import Verdict
from services.projects.acceptance.commands import (
    CONCLUDE,
    CONVENE,
    SETTLE,
    SIGN,
    settlement_facts,
    signature_facts,
)
from services.projects.acceptance.models import Acceptance
from services.projects.acceptance.rules import SETTLEMENT_RULES, SIGNATURE_RULES
from services.projects.acceptance.states import ACCEPTANCE
from services.projects.project.models import Project
from services.projects.project.states import LIFE


def _concluding(uow: UnitOfWork, acceptance: Acceptance) -> Sequence[Verdict]:
    project = uow.get(Project, acceptance.project_id)
    return uow.judge(SIGNATURE_RULES, signature_facts(uow, acceptance), pack=project.pack)


def _settling(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    return uow.judge(SETTLEMENT_RULES, settlement_facts(uow, project), pack=project.pack)


STEPS: Final = (
    Step("acceptanceSign", ACCEPTANCE, SIGN),
    Step("acceptanceConclude", ACCEPTANCE, CONCLUDE, _concluding),
)
PROJECT_STEPS: Final = (
    Step("acceptanceConvene", LIFE, CONVENE),
    Step("projectSettle", LIFE, SETTLE, _settling),
)
"""What is left of an acceptance once it is convened is asked of the acceptance."""
