"""Recording a village's deliberation, and sending its project up."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from chassis.errors import Fault, invalid
from chassis.uow import UnitOfWork
from chassis.validation import RefusedInput
from published.notice_terms import NoticeKind, NoticeState
from published.project_terms import ProjectState, RegionLevel
from published.review_terms import DeliberationKind, ReviewDecision
from services.projects.deliberation.inputs import DeliberationStepInput, ProjectDeliberateInput, ProjectSubmitInput
from services.projects.deliberation.models import DeliberationStep
from services.projects.deliberation.rules import FIRST_RULES, SECOND_RULES, Assembly, SecondFacts, SubmissionFacts
from services.projects.design.commands import count_of, parts, slots_assigned
from services.projects.document.commands import attach, papers_of
from services.projects.project.events import project_submitted
from services.projects.project.models import BenefitLink, PerformanceTarget, Project
from services.projects.project.states import LIFE
from services.projects.publicity.models import Notice
from services.projects.review.models import Review
from services.projects.telling import record_project

DELIBERATE, SUBMIT = "project.deliberate", "project.submit"


def deliberate_project(uow: UnitOfWork, cmd: ProjectDeliberateInput) -> UUID:
    """Add steps of the village's deliberation to a draft; a step held again counts in place of the earlier one."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(DELIBERATE, project)
    uow.require_step(project, LIFE, "projectDeliberate")
    if found := tuple(_too_many_votes(cmd.steps)):
        raise RefusedInput(found)
    before = count_of(uow, DeliberationStep, project)
    for place, each in enumerate(cmd.steps):
        columns = each.model_dump(exclude={"document_ids"})
        step = uow.add(DeliberationStep(project_id=project.id, place=before + place, **columns))
        field = ("input", "steps", str(place), "documentIds")
        attach(uow, project, each.document_ids, field)
        attach(uow, step, each.document_ids, field, subject=project)
    uow.record(project, action=DELIBERATE)
    return project.id


def submit_project(uow: UnitOfWork, cmd: ProjectSubmitInput) -> UUID:
    """The village's decision on its draft, or the second way up of what the county returned."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(SUBMIT, project)
    uow.require_step(project, LIFE, "projectSubmit")
    attach(uow, project, cmd.document_ids, ("input", "documentIds"))
    if project.state is ProjectState.DRAFT:
        uow.enforce(FIRST_RULES, submission_facts(uow, project), pack=project.pack)
        _send_up(uow, project, 1, ProjectState.VILLAGE_DECIDED, cmd.submitted_on)
    else:
        uow.enforce(SECOND_RULES, second_facts(uow, project), pack=project.pack)
        _send_up(uow, project, 2, ProjectState.SECOND_COUNTY_REVIEW, cmd.submitted_on)
    return project.id


def submission_facts(uow: UnitOfWork, project: Project) -> SubmissionFacts:
    """A draft, with the last step of each kind that the village took."""
    last = {step.kind: step for step in sorted(parts(uow, DeliberationStep, project), key=lambda each: each.held_on)}
    resolved = last.get(DeliberationKind.RESOLVE)
    return SubmissionFacts(
        held={kind: step.held_on for kind, step in last.items()},
        assembly=Assembly(resolved.attendee_count, resolved.for_count, resolved.against_count) if resolved else None,
        papers=papers_of(uow, project.id),
        household_count=project.household_count,
        benefit_count=count_of(uow, BenefitLink, project) + count_of(uow, PerformanceTarget, project),
        scope=project.scope,
        planned_amount=project.planned_amount,
        slots=slots_assigned(uow, project),
    )


def second_facts(uow: UnitOfWork, project: Project) -> SecondFacts:
    """What happened since the county returned the project last."""
    notices = _notices_of_revision(uow, project)
    return SecondFacts(
        returned_on=_last_return(uow, project),
        revised_on=project.revised_on,
        publicised_on=max((day for each in notices if (day := _shown_until(project, each))), default=None),
        open_notices=sum(each.state is not NoticeState.CLOSED for each in notices),
        slots=slots_assigned(uow, project),
    )


def _send_up(uow: UnitOfWork, project: Project, turn: Literal[1, 2], to: ProjectState, on: date) -> None:
    uow.move(project, LIFE, to, on, ("input", "submittedOn"))
    project.submitted_by = uow.principal.identity.subject
    record_project(uow, project, partial(project_submitted, turn=turn), action=SUBMIT)


def _last_return(uow: UnitOfWork, project: Project) -> date | None:
    """Day of the last return by the county, None if there was none."""
    days = [
        review.reviewed_on
        for review in parts(uow, Review, project)
        if (review.level, review.decision) == (RegionLevel.COUNTY, ReviewDecision.RETURN)
    ]
    return max(days, default=None)


def _notices_of_revision(uow: UnitOfWork, project: Project) -> list[Notice]:
    """What was put up while the project was being revised."""
    posted = col(Notice.project_state) == ProjectState.REVISION
    return list(uow.session.scalars(select(Notice).where(col(Notice.project_id) == project.id, posted)))


def _shown_until(project: Project, notice: Notice) -> date | None:
    """Day on which a publicity of the project as it is now closed; None while it stands or if it shows less."""
    if notice.kind is not NoticeKind.PUBLICITY or project.revised_on is None or notice.posted_on < project.revised_on:
        return None
    return notice.closed_on


def _too_many_votes(steps: Sequence[DeliberationStepInput]) -> Iterator[Fault]:
    for place, step in enumerate(steps):
        votes = (step.for_count or 0) + (step.against_count or 0)
        if votes > step.attendee_count:
            yield invalid(
                f"表决{votes}人多于到会{step.attendee_count}人,请核对",
                f"{votes} voted, but {step.attendee_count} were present; check the numbers",
                ("input", "steps", str(place), "attendeeCount"),
            )
