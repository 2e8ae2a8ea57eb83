"""All steps of a project's life, of whichever noun they are, in the order in which they are taken."""

from typing import Final

from services.projects.acceptance.steps import PROJECT_STEPS as ACCEPTANCE_STEPS
from services.projects.deliberation.steps import STEPS as VILLAGE_STEPS
from services.projects.implementation.steps import PROJECT_STEPS as WORKS_STEPS
from services.projects.modification.steps import PROJECT_STEPS as MODIFICATION_STEPS
from services.projects.plan.steps import PROJECT_STEPS as PLAN_STEPS
from services.projects.project.steps import STEPS as OWN_STEPS
from services.projects.publicity.steps import PROJECT_STEPS as NOTICE_STEPS
from services.projects.review.steps import STEPS as REVIEW_STEPS

PROJECT_STEPS: Final = (
    *OWN_STEPS,
    *VILLAGE_STEPS,
    *REVIEW_STEPS,
    *NOTICE_STEPS,
    *PLAN_STEPS,
    *WORKS_STEPS,
    *MODIFICATION_STEPS,
    *ACCEPTANCE_STEPS,
)
