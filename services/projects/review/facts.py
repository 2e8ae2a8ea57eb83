"""What the rules of deliberation, submission and review are told of a project."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chassis.uow import UnitOfWork
from published.project_terms import RegionLevel
from published.review_terms import AppraisalBody, DeliberationKind, ReviewAspect, ReviewDecision
from services.projects.project.models import BenefitLink, PerformanceTarget, Project
from services.projects.project.parts import count_of, parts, slots_assigned
from services.projects.review.files import papers_on_file
from services.projects.review.models import Appraisal, DeliberationStep, Review
from services.projects.review.notices import publicity_of_revision
from services.projects.review.rules.checking import FirstCountyFacts, TownshipFacts
from services.projects.review.rules.entry import EntryFacts
from services.projects.review.rules.submission import Assembly, SecondFacts, SubmissionFacts

Aspects = Mapping[ReviewAspect, bool]


def submission_facts(uow: UnitOfWork, project: Project) -> SubmissionFacts:
    """A draft, with the last step of each kind that the village took."""
    last = {step.kind: step for step in sorted(parts(uow, DeliberationStep, project), key=lambda each: each.held_on)}
    resolved = last.get(DeliberationKind.RESOLVE)
    return SubmissionFacts(
        held={kind: step.held_on for kind, step in last.items()},
        assembly=Assembly(resolved.attendee_count, resolved.for_count, resolved.against_count) if resolved else None,
        papers=papers_on_file(uow, project),
        household_count=project.household_count,
        benefit_count=count_of(uow, BenefitLink, project) + count_of(uow, PerformanceTarget, project),
        scope=project.scope,
        planned_amount=project.planned_amount,
        slots=slots_assigned(uow, project),
    )


def second_facts(uow: UnitOfWork, project: Project) -> SecondFacts:
    """What happened since the county returned the project last."""
    publicity = publicity_of_revision(uow, project)
    return SecondFacts(
        returned_on=_last_return(uow, project),
        revised_on=project.revised_on,
        publicised_on=publicity.closed_on,
        open_notices=publicity.open_count,
        slots=slots_assigned(uow, project),
    )


def _last_return(uow: UnitOfWork, project: Project) -> date | None:
    """Day of the last return by the county, None if there was none."""
    days = [
        review.reviewed_on
        for review in parts(uow, Review, project)
        if (review.level, review.decision) == (RegionLevel.COUNTY, ReviewDecision.RETURN)
    ]
    return max(days, default=None)


def township_facts(uow: UnitOfWork, project: Project, aspects: Aspects) -> TownshipFacts:
    """What the township found, and the papers on file."""
    return TownshipFacts(aspects, papers_on_file(uow, project))


def first_county_facts(uow: UnitOfWork, project: Project, decision: ReviewDecision) -> FirstCountyFacts:
    """The county's first decision."""
    return FirstCountyFacts(decision, last_appraisal(uow, project) is not None)


def entry_facts(uow: UnitOfWork, project: Project, aspects: Aspects) -> EntryFacts:
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
