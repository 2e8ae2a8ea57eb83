"""What lies ahead of a notice, and of a project that waits for one."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from rulebook.verdict import Verdict
from services.projects.project.models import Project
from services.projects.project.states import LIFE
from services.projects.publicity.commands import awaited_facts, closing_facts, closing_permission
from services.projects.publicity.models import Notice
from services.projects.publicity.rules import CLOSING_RULES
from services.projects.publicity.states import CARRIES, NOTICE


def _closing(uow: UnitOfWork, notice: Notice) -> Sequence[Verdict]:
    project = None if notice.project_id is None else uow.session.get(Project, notice.project_id)
    return uow.judge(CLOSING_RULES, closing_facts(uow, notice, project, uow.today), pack=notice.pack)


def _awaited(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    return uow.judge(CLOSING_RULES, awaited_facts(uow, project), pack=project.pack)


STEPS: Final = (
    Step("objectionAnswer", NOTICE, "objection.answer"),
    Step("noticeClose", NOTICE, lambda notice: closing_permission(notice.level), _closing),
)

PROJECT_STEPS: Final = (
    Step("noticeClose", LIFE, lambda project: closing_permission(CARRIES[project.state][0]), _awaited),
)
"""The notice whose end takes the project on; before it is posted the step says so."""
