"""Deliberating, submitting, appraising and reviewing projects."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Literal
from uuid import UUID

from chassis.duties import require_another
from chassis.errors import Fault, invalid
from chassis.uow import UnitOfWork
from chassis.validation import RefusedInput
from published.project_terms import ProjectState, RegionLevel
from published.review_terms import ReviewDecision
from services.projects.project.events import project_submitted
from services.projects.project.models import Project
from services.projects.project.parts import count_of
from services.projects.project.states import LIFE
from services.projects.review.facts import (
    entry_facts,
    first_county_facts,
    second_facts,
    submission_facts,
    township_facts,
)
from services.projects.review.files import file_papers
from services.projects.review.inputs import (
    AspectResultInput,
    DeliberationStepInput,
    ProjectAppraiseInput,
    ProjectDeliberateInput,
    ProjectReviewInput,
    ProjectSubmitInput,
)
from services.projects.review.models import Appraisal, DeliberationStep, Review
from services.projects.review.rules.checking import FIRST_COUNTY_RULES, TOWNSHIP_RULES
from services.projects.review.rules.entry import ENTRY_RULES
from services.projects.review.rules.submission import FIRST_RULES, SECOND_RULES
from services.projects.telling import record_project

DELIBERATE, SUBMIT, APPRAISE = "project.deliberate", "project.submit", "project.appraise"
BY_TOWNSHIP, BY_COUNTY = "project.review.township", "project.review.county"
AFTER = {
    (ProjectState.TOWNSHIP_REVIEW, ReviewDecision.PASS): ProjectState.TOWNSHIP_NOTICE,
    (ProjectState.TOWNSHIP_REVIEW, ReviewDecision.RETURN): ProjectState.DRAFT,
    (ProjectState.COUNTY_REVIEW, ReviewDecision.RETURN): ProjectState.REVISION,
    (ProjectState.SECOND_COUNTY_REVIEW, ReviewDecision.PASS): ProjectState.LEADING_GROUP,
    (ProjectState.SECOND_COUNTY_REVIEW, ReviewDecision.RETURN): ProjectState.REVISION,
}
"""Where a decision leads; a project that is rejected is cancelled, whoever rejects it."""


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
        file_papers(uow, project, each.document_ids, ("input", "steps", str(place), "documentIds"), of=step)
    uow.record(project, action=DELIBERATE)
    return project.id


def submit_project(uow: UnitOfWork, cmd: ProjectSubmitInput) -> UUID:
    """The village's decision on its draft, or the second way up of what the county returned."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(SUBMIT, project)
    uow.require_step(project, LIFE, "projectSubmit")
    file_papers(uow, project, cmd.document_ids)
    if project.state is ProjectState.DRAFT:
        uow.enforce(FIRST_RULES, submission_facts(uow, project), pack=project.pack)
        _send_up(uow, project, 1, ProjectState.VILLAGE_DECIDED, cmd.submitted_on)
    else:
        uow.enforce(SECOND_RULES, second_facts(uow, project), pack=project.pack)
        _send_up(uow, project, 2, ProjectState.SECOND_COUNTY_REVIEW, cmd.submitted_on)
    return project.id


def _send_up(uow: UnitOfWork, project: Project, turn: Literal[1, 2], to: ProjectState, on: date) -> None:
    uow.move(project, LIFE, to, on, ("input", "submittedOn"))
    project.submitted_by = uow.principal.identity.subject
    record_project(uow, project, partial(project_submitted, turn=turn), action=SUBMIT)


def appraise_project(uow: UnitOfWork, cmd: ProjectAppraiseInput) -> UUID:
    """Record the county's appraisal; a later one counts in place of the earlier."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(APPRAISE, project)
    _require_other_hand(uow, project)
    uow.require_step(project, LIFE, "projectAppraise")
    appraisal = uow.add(
        Appraisal(
            project_id=project.id,
            place=count_of(uow, Appraisal, project),
            bodies=list(dict.fromkeys(cmd.bodies)),
            aspects=_kept(cmd.aspects),
            passed=cmd.passed,
            appraised_on=cmd.appraised_on,
            appraised_by=uow.principal.identity.subject,
        )
    )
    file_papers(uow, project, cmd.document_ids, of=appraisal)
    uow.record(project, action=APPRAISE)
    return project.id


def review_project(uow: UnitOfWork, cmd: ProjectReviewInput) -> UUID:
    """Township or county decides on what was sent up; the state says which of them, and the how manieth time."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    permission = _permission(uow, project)
    uow.require(permission, project)
    _require_other_hand(uow, project)
    uow.require_step(project, LIFE, "projectReview")
    _require_comments(cmd)
    file_papers(uow, project, cmd.document_ids)
    _enforce_review(uow, project, cmd)
    _keep_review(uow, project, cmd, permission)
    after = AFTER.get((project.state, cmd.decision), ProjectState.CANCELLED)
    uow.move(project, LIFE, after, cmd.reviewed_on, ("input", "reviewedOn"))
    if after is ProjectState.REVISION:
        project.revised_on = None
    uow.record(project, action=permission)
    return project.id


def review_permission(project: Project) -> str:
    """The permission to review a project where it stands."""
    return BY_TOWNSHIP if project.state is ProjectState.TOWNSHIP_REVIEW else BY_COUNTY


def _permission(uow: UnitOfWork, project: Project) -> str:
    """The same; of a project that nobody reviews now, a reviewer of either level may be told so."""
    township = uow.principal.role_for(BY_TOWNSHIP, project.region_path) is not None
    if township and not LIFE.takes(project.state, "projectReview"):
        return BY_TOWNSHIP
    return review_permission(project)


def _enforce_review(uow: UnitOfWork, project: Project, cmd: ProjectReviewInput) -> None:
    """What a project needs to go on, and what the county's first answer needs; a refusal needs its comments only."""
    aspects = {each.aspect: each.passed for each in cmd.aspects}
    if project.state is ProjectState.COUNTY_REVIEW:
        if cmd.decision is not ReviewDecision.REJECT:
            facts = first_county_facts(uow, project, cmd.decision)
            uow.enforce(FIRST_COUNTY_RULES, facts, pack=project.pack)
    elif cmd.decision is not ReviewDecision.PASS:
        return
    elif project.state is ProjectState.TOWNSHIP_REVIEW:
        uow.enforce(TOWNSHIP_RULES, township_facts(uow, project, aspects), pack=project.pack)
    else:
        uow.enforce(ENTRY_RULES, entry_facts(uow, project, aspects), pack=project.pack)


def _keep_review(uow: UnitOfWork, project: Project, cmd: ProjectReviewInput, permission: str) -> None:
    reviewer = uow.principal.identity
    uow.add(
        Review(
            project_id=project.id,
            place=count_of(uow, Review, project),
            level=RegionLevel.TOWNSHIP if permission == BY_TOWNSHIP else RegionLevel.COUNTY,
            round=2 if project.state is ProjectState.SECOND_COUNTY_REVIEW else 1,
            decision=cmd.decision,
            aspects=_kept(cmd.aspects),
            comments=cmd.comments,
            reviewed_on=cmd.reviewed_on,
            reviewer_subject=reviewer.subject,
            reviewer_name=reviewer.name,
            reviewer_role=uow.principal.require(permission, project),
        )
    )


def _kept(aspects: Sequence[AspectResultInput]) -> list[dict[str, object]]:
    return [each.model_dump(mode="json") for each in aspects]


def _require_comments(cmd: ProjectReviewInput) -> None:
    if cmd.decision is not ReviewDecision.PASS and cmd.comments is None:
        raise invalid(
            f"{cmd.decision.label}须填写意见,请说明原因和修改要求",
            f"To {cmd.decision.lower()} a project, say why and what is to be corrected",
            ("input", "comments"),
        )


def _require_other_hand(uow: UnitOfWork, project: Project) -> None:
    """Separation of duties: nobody reviews or appraises what they drafted, revised or sent up."""
    require_another(
        uow,
        (project.drafted_by, project.revised_by, project.submitted_by),
        "申报人、上报人与审核人不能为同一人,请由其他人员审核",
        "Who drafted or sent up a project may not review it; somebody else has to",
    )


def _too_many_votes(steps: Sequence[DeliberationStepInput]) -> Iterator[Fault]:
    for place, step in enumerate(steps):
        votes = (step.for_count or 0) + (step.against_count or 0)
        if votes > step.attendee_count:
            yield invalid(
                f"表决{votes}人多于到会{step.attendee_count}人,请核对",
                f"{votes} voted, but {step.attendee_count} were present; check the numbers",
                ("input", "steps", str(place), "attendeeCount"),
            )
