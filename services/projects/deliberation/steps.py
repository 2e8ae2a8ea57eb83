"""What stands in the way of deliberating and submitting a project."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from published.project_terms import ProjectState
from rulebook.verdict import Verdict
from services.projects.deliberation.commands import DELIBERATE, SUBMIT, second_facts, submission_facts
from services.projects.deliberation.rules import SECOND_RULES, WITHOUT_PAPERS
from services.projects.project.models import Project
from services.projects.project.states import LIFE


def _of_submission(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    if project.state is ProjectState.DRAFT:
        return uow.judge(WITHOUT_PAPERS, submission_facts(uow, project), pack=project.pack)
    return uow.judge(SECOND_RULES, second_facts(uow, project), pack=project.pack)


STEPS: Final = (
    Step("projectDeliberate", LIFE, DELIBERATE),
    Step("projectSubmit", LIFE, SUBMIT, _of_submission),
)
