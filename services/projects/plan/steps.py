"""What stands in the way of drafting and approving an annual plan, and of a project's entering one."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from rulebook.verdict import Verdict
from services.projects.plan.commands import APPROVE, DRAFT, draft_facts, library_facts, projects_of
from services.projects.plan.models import AnnualPlan
from services.projects.plan.rules import DRAFT_RULES, LIBRARY_RULES
from services.projects.plan.states import PLAN
from services.projects.project.models import Project
from services.projects.project.states import LIFE


def _of_draft(uow: UnitOfWork, plan: AnnualPlan) -> Sequence[Verdict]:
    return uow.judge(DRAFT_RULES, draft_facts(uow, projects_of(uow, plan)), pack=plan.pack)


def _of_approval(uow: UnitOfWork, plan: AnnualPlan) -> Sequence[Verdict]:
    return uow.judge(LIBRARY_RULES, library_facts(uow, plan), pack=plan.pack)


def _of_project(uow: UnitOfWork, project: Project) -> Sequence[Verdict]:
    return uow.judge(DRAFT_RULES, draft_facts(uow, [project]), pack=project.pack)


STEPS: Final = (
    Step("annualPlanDraft", PLAN, DRAFT, _of_draft),
    Step("annualPlanApprove", PLAN, APPROVE, _of_approval),
)
PROJECT_STEPS: Final = (
    Step("annualPlanDraft", LIFE, DRAFT, _of_project),
    Step("annualPlanApprove", LIFE, APPROVE),
)
"""The same steps seen from a project; what the approval asks is asked of the plan."""
