"""All steps of a project's life, of whichever noun they are, in the order in which they are taken."""

from typing import Final

from services.projects.plan.steps import PROJECT_STEPS as PLAN_STEPS
from services.projects.project.steps import STEPS as OWN_STEPS
from services.projects.review.steps import STEPS as REVIEW_STEPS

PROJECT_STEPS: Final = (*OWN_STEPS, *REVIEW_STEPS, *PLAN_STEPS)
