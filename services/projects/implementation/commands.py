"""Works: started, reported month by month, completed, and inspected by the township that built them."""

from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.errors import invalid
from chassis.uow import UnitOfWork
from published.project_terms import ProjectState
from services.projects.document.commands import attach, papers_of
from services.projects.implementation.events import (
    project_completed,
    project_progress_reported,
    project_self_inspected,
    project_started,
)
from services.projects.implementation.inputs import (
    ProjectCompleteInput,
    ProjectReportProgressInput,
    ProjectSelfInspectInput,
    ProjectStartInput,
)
from services.projects.implementation.models import ProgressReport
from services.projects.implementation.rules import (
    COMPLETION_RULES,
    INSPECTION_RULES,
    START_RULES,
    CompletionFacts,
    InspectionFacts,
    StartFacts,
)
from services.projects.project.models import Project, parts_of
from services.projects.project.states import LIFE
from services.projects.replicas import ProjectFunding
from services.projects.telling import record_project

START, REPORT, COMPLETE = "project.start", "project.report_progress", "project.complete"
SELF_INSPECT = "project.self_inspect"
PAPERS = ("input", "documentIds")
MONTH = ("input", "month")
REPORTED_ON = ("input", "reportedOn")


def start_project(uow: UnitOfWork, cmd: ProjectStartInput) -> UUID:
    """Works begin, with their scheme and with money bound to them."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(START, project)
    uow.require_step(project, LIFE, "projectStart")
    attach(uow, project, cmd.document_ids, PAPERS)
    uow.enforce(START_RULES, start_facts(uow, project), pack=project.pack)
    uow.move(project, LIFE, ProjectState.IMPLEMENTING, cmd.started_on, ("input", "startedOn"))
    project.started_on = cmd.started_on
    record_project(uow, project, project_started, action=START)
    return project.id


def report_progress(uow: UnitOfWork, cmd: ProjectReportProgressInput) -> UUID:
    """Report how far the works have come at the end of a month; each month is reported once, in order."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(REPORT, project)
    uow.require_step(project, LIFE, "projectReportProgress")
    reports = list(uow.session.scalars(parts_of(ProgressReport, project)))
    _require_next(project, reports[-1] if reports else None, cmd)
    columns = cmd.model_dump(include={"month", "progress_bps", "note", "reported_on"})
    report = uow.add(ProgressReport(project_id=project.id, place=len(reports), **columns))
    project.progress_bps = cmd.progress_bps
    record_project(uow, project, partial(project_progress_reported, report=report), action=REPORT)
    return project.id


def complete_project(uow: UnitOfWork, cmd: ProjectCompleteInput) -> UUID:
    """The works are complete; from this day on payment is due."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(COMPLETE, project)
    uow.require_step(project, LIFE, "projectComplete")
    uow.enforce(COMPLETION_RULES, completion_facts(project), pack=project.pack)
    field = ("input", "completedOn")
    _require_not_before(_last_report_on(uow, project), cmd.completed_on, field)
    uow.move(project, LIFE, ProjectState.COMPLETED, cmd.completed_on, field)
    project.completed_on = cmd.completed_on
    record_project(uow, project, project_completed, action=COMPLETE)
    return project.id


def self_inspect_project(uow: UnitOfWork, cmd: ProjectSelfInspectInput) -> UUID:
    """The township inspects its own works and reports upward."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(SELF_INSPECT, project)
    uow.require_step(project, LIFE, "projectSelfInspect")
    attach(uow, project, cmd.document_ids, PAPERS)
    uow.enforce(INSPECTION_RULES, inspection_facts(uow, project), pack=project.pack)
    uow.move(project, LIFE, ProjectState.SELF_INSPECTED, cmd.inspected_on, ("input", "inspectedOn"))
    project.self_inspected_on, project.self_inspected_by = cmd.inspected_on, uow.principal.identity.subject
    record_project(uow, project, project_self_inspected, action=SELF_INSPECT)
    return project.id


def start_facts(uow: UnitOfWork, project: Project) -> StartFacts:
    """What is on file, and what funds has told of money bound to the project."""
    return StartFacts(papers_of(uow, project.id), project.planned_amount, bound_amount(uow, project))


def completion_facts(project: Project) -> CompletionFacts:
    """How far the works have come."""
    return CompletionFacts(project.progress_bps)


def inspection_facts(uow: UnitOfWork, project: Project) -> InspectionFacts:
    """What is on file."""
    return InspectionFacts(papers_of(uow, project.id))


def bound_amount(uow: UnitOfWork, project: Project) -> int:
    """Money bound to a project, fen, as far as funds has told of it."""
    bound = select(func.coalesce(func.sum(ProjectFunding.amount), 0))
    return int(uow.session.execute(bound.where(col(ProjectFunding.project_id) == project.id)).scalar_one())


def _last_report_on(uow: UnitOfWork, project: Project) -> date | None:
    latest = select(func.max(ProgressReport.reported_on)).where(col(ProgressReport.project_id) == project.id)
    reported_on: date | None = uow.session.execute(latest).scalar()
    return reported_on


def _require_next(project: Project, last: ProgressReport | None, cmd: ProjectReportProgressInput) -> None:
    """INVALID_INPUT unless the month follows the last one reported and has begun."""
    began = f"{project.started_on:%Y-%m}" if project.started_on else ""
    if cmd.month < began or cmd.month > f"{cmd.reported_on:%Y-%m}":
        raise invalid(
            f"月份{cmd.month}不在开工月份{began}与报告日所在月份之间,请更正",
            f"The month {cmd.month} lies before the start of works in {began} or after the day of the report",
            MONTH,
        )
    _require_not_before(last.reported_on if last else project.started_on, cmd.reported_on, REPORTED_ON)
    if last is None:
        return
    if cmd.month <= last.month:
        raise invalid(
            f"{last.month}及以前的进度已填报,请填报之后的月份",
            f"Progress is reported up to {last.month}; report a later month",
            MONTH,
        )
    if cmd.progress_bps < last.progress_bps and not cmd.note:
        raise invalid(
            "形象进度低于上次填报,请在说明中写明原因",
            "Progress fell below what was reported last; say why in the note",
            ("input", "note"),
        )


def _require_not_before(earlier: date | None, given: date, field: tuple[str, ...]) -> None:
    if earlier is not None and given < earlier:
        raise invalid(
            f"日期{given}早于开工或最近一次进度报告的日期{earlier},请更正",
            f"{given} is before the start or the last report, {earlier}; correct the date",
            field,
        )
