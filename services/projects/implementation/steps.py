"""What stands in the way of works."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from rulebook.verdict import Verdict
from services.projects.implementation.commands import (
    COMPLETE,
    REPORT,
    SELF_INSPECT,
    START,
    completion_facts,
    inspection_facts,
    start_facts,
)
from services.projects.implementation.rules import COMPLETION_RULES, INSPECTION_RULES, START_RULES
from services.projects.project.models import Project
from services.projects.project.states import LIFE


def _starting(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    return uow.judge(START_RULES, start_facts(uow, project), pack=project.pack)


def _completing(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    return uow.judge(COMPLETION_RULES, completion_facts(project), pack=project.pack)


def _inspecting(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    return uow.judge(INSPECTION_RULES, inspection_facts(uow, project), pack=project.pack)


PROJECT_STEPS: Final = (
    Step("projectStart", LIFE, START, _starting),
    Step("projectReportProgress", LIFE, REPORT),
    Step("projectComplete", LIFE, COMPLETE, _completing),
    Step("projectSelfInspect", LIFE, SELF_INSPECT, _inspecting),
)
