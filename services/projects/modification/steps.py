"""What stands in the way of a modification: nothing that is known before the change is."""

from typing import Final

from chassis.steps import Step
from services.projects.modification.commands import MODIFY
from services.projects.project.states import LIFE

PROJECT_STEPS: Final = (Step("projectModify", LIFE, MODIFY),)
