"""What stands in the way of appraising and reviewing a project."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from published.project_terms import ProjectState
from published.review_terms import ReviewDecision
from rulebook.verdict import Verdict
from services.projects.project.models import Project
from services.projects.project.states import LIFE
from services.projects.review.commands import APPRAISE, entry_facts, first_county_facts, review_permission
from services.projects.review.rules import FIRST_COUNTY_RULES, WITHOUT_ASPECTS


def _of_review(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    """Of the township's review nothing is known before its results; the county's first answer is a return."""
    if project.state is ProjectState.COUNTY_REVIEW:
        facts = first_county_facts(uow, project, ReviewDecision.RETURN)
        return uow.judge(FIRST_COUNTY_RULES, facts, pack=project.pack)
    if project.state is ProjectState.SECOND_COUNTY_REVIEW:
        return uow.judge(WITHOUT_ASPECTS, entry_facts(uow, project, {}), pack=project.pack)
    return ()


STEPS: Final = (
    Step("projectAppraise", LIFE, APPRAISE),
    Step("projectReview", LIFE, review_permission, _of_review),
)
