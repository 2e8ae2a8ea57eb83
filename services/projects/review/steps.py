"""What stands in the way of deliberating, submitting, appraising and reviewing a project."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from published.project_terms import ProjectState
from published.review_terms import ReviewDecision
from rulebook.verdict import Verdict
from services.projects.project.models import Project
from services.projects.project.states import LIFE
from services.projects.review.commands import APPRAISE, DELIBERATE, SUBMIT, review_permission
from services.projects.review.facts import entry_facts, first_county_facts, second_facts, submission_facts
from services.projects.review.rules.checking import FIRST_COUNTY_RULES
from services.projects.review.rules.entry import WITHOUT_ASPECTS
from services.projects.review.rules.submission import SECOND_RULES, WITHOUT_PAPERS


def _of_submission(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    if project.state is ProjectState.DRAFT:
        return uow.judge(WITHOUT_PAPERS, submission_facts(uow, project), pack=project.pack)
    return uow.judge(SECOND_RULES, second_facts(uow, project), pack=project.pack)


def _of_review(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    """Of the township's review nothing is known before its results; the county's first answer is a return."""
    if project.state is ProjectState.COUNTY_REVIEW:
        facts = first_county_facts(uow, project, ReviewDecision.RETURN)
        return uow.judge(FIRST_COUNTY_RULES, facts, pack=project.pack)
    if project.state is ProjectState.SECOND_COUNTY_REVIEW:
        return uow.judge(WITHOUT_ASPECTS, entry_facts(uow, project, {}), pack=project.pack)
    return ()


STEPS: Final = (
    Step("projectDeliberate", LIFE, DELIBERATE),
    Step("projectSubmit", LIFE, SUBMIT, _of_submission),
    Step("projectAppraise", LIFE, APPRAISE),
    Step("projectReview", LIFE, review_permission, _of_review),
)
