"""Appraising and reviewing projects."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.duties import require_another
from chassis.errors import invalid
from chassis.uow import UnitOfWork
from published.project_terms import ProjectState, RegionLevel
from published.review_terms import AppraisalBody, ReviewAspect, ReviewDecision
from services.projects.design.commands import count_of, parts, slots_assigned
from services.projects.document.commands import attach, papers_of
from services.projects.project.models import BenefitLink, PerformanceTarget, Project
from services.projects.project.states import LIFE
from services.projects.review.inputs import AspectResultInput, ProjectAppraiseInput, ProjectReviewInput
from services.projects.review.models import Appraisal, Review
from services.projects.review.rules import (
    ENTRY_RULES,
    FIRST_COUNTY_RULES,
    TOWNSHIP_RULES,
    EntryFacts,
    FirstCountyFacts,
    TownshipFacts,
)

APPRAISE, BY_TOWNSHIP, BY_COUNTY = "project.appraise", "project.review.township", "project.review.county"
DOCUMENTS = ("input", "documentIds")
AFTER = {
    (ProjectState.TOWNSHIP_REVIEW, ReviewDecision.PASS): ProjectState.TOWNSHIP_NOTICE,
    (ProjectState.TOWNSHIP_REVIEW, ReviewDecision.RETURN): ProjectState.DRAFT,
    (ProjectState.COUNTY_REVIEW, ReviewDecision.RETURN): ProjectState.REVISION,
    (ProjectState.SECOND_COUNTY_REVIEW, ReviewDecision.PASS): ProjectState.LEADING_GROUP,
    (ProjectState.SECOND_COUNTY_REVIEW, ReviewDecision.RETURN): ProjectState.REVISION,
}
"""Where a decision leads; a project that is rejected is cancelled, whoever rejects it."""


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
    attach(uow, project, cmd.document_ids, DOCUMENTS)
    attach(uow, appraisal, cmd.document_ids, DOCUMENTS, subject=project)
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
    attach(uow, project, cmd.document_ids, DOCUMENTS)
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


def first_county_facts(uow: UnitOfWork, project: Project, decision: ReviewDecision) -> FirstCountyFacts:
    """The county's first decision."""
    return FirstCountyFacts(decision, last_appraisal(uow, project) is not None)


def entry_facts(uow: UnitOfWork, project: Project, aspects: Mapping[ReviewAspect, bool]) -> EntryFacts:
    """The project as it goes to the leading group; `aspects` are the results of the review at hand."""
    appraisal = last_appraisal(uow, project)
    return EntryFacts(
        appraisal_kind=project.appraisal_kind,
        appraised=appraisal.passed if appraisal else None,
        bodies=frozenset(AppraisalBody(each) for each in appraisal.bodies) if appraisal else frozenset(),
        aspects={**_found_so_far(uow, project, appraisal), **aspects},
        target_count=count_of(uow, PerformanceTarget, project),
        benefit_modes=frozenset(link.mode for link in parts(uow, BenefitLink, project)),
        household_count=project.household_count,
        slots=slots_assigned(uow, project),
    )


def _found_so_far(uow: UnitOfWork, project: Project, appraisal: Appraisal | None) -> dict[ReviewAspect, bool]:
    """What reviews that let the project pass found, then the last appraisal; a return's findings are to be mended."""
    passing = [each for each in parts(uow, Review, project) if each.decision is ReviewDecision.PASS]
    found: dict[ReviewAspect, bool] = {}
    for each in (*passing, *([appraisal] if appraisal else ())):
        found |= results(each.aspects)
    return found


def results(aspects: Sequence[Mapping[str, Any]]) -> dict[ReviewAspect, bool]:
    """Stored results by aspect."""
    return {ReviewAspect(each["aspect"]): each["passed"] for each in aspects}


def last_appraisal(uow: UnitOfWork, project: Project) -> Appraisal | None:
    """The appraisal that counts, None before the first."""
    return next(reversed(parts(uow, Appraisal, project)), None)


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
        uow.enforce(TOWNSHIP_RULES, TownshipFacts(aspects, papers_of(uow, project.id)), pack=project.pack)
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
