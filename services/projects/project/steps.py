"""What stands in the way of revising and approving a project."""

from typing import Final

from chassis.steps import Step
from services.projects.project.commands import APPROVE, REVISE
from services.projects.project.states import LIFE

STEPS: Final = (Step("projectRevise", LIFE, REVISE), Step("projectApprove", LIFE, APPROVE))
"""Both ask only for what their input brings."""
