"""Posting and closing notices."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from chassis.clock import business_date
from chassis.errors import ErrorCode, Fault, invalid, not_found
from chassis.uow import UnitOfWork
from chassis.visibility import visible
from published.distribution_terms import DistributionState
from published.document_terms import ProjectDocumentKind
from published.notice_terms import NoticeKind, NoticeState, NoticeSubject
from published.origin import RecordOrigin
from published.project_terms import ProjectState, RegionLevel
from services.projects.base import TABLES
from services.projects.document.commands import attach
from services.projects.objection.models import open_objections
from services.projects.packs import PACKS
from services.projects.project.events import project_entered_library
from services.projects.project.models import Project
from services.projects.project.states import LIFE
from services.projects.publicity.events import notice_closed, notice_posted
from services.projects.publicity.inputs import NoticeCloseInput, NoticePostInput
from services.projects.publicity.models import Notice, content_of, missing_items
from services.projects.publicity.rules import CLOSING_RULES, POSTING_RULES, ClosingFacts, PostingFacts
from services.projects.publicity.states import CARRIES, LEVELS, NOTICE, levels_for
from services.projects.replicas import Distribution
from services.projects.telling import record_project

CLOSE = "notice.close"
SUBJECT = ("input", "subjectId")
LEVEL = ("input", "level")
CLOSED_ON = ("input", "closedOn")


def post_notice(uow: UnitOfWork, cmd: NoticePostInput) -> UUID:
    """Post a notice of a project or distribution; what it shows is taken from there and frozen."""
    subject = _subject(uow, cmd.subject_id)
    if cmd.level not in LEVELS:
        raise invalid("公示公告由村、乡镇、县发布,请更正层级", "Villages, townships and counties post notices", LEVEL)
    uow.require(posting_permission(cmd.level), subject)
    _require_fitting(uow, subject, cmd)
    _require_none_standing(uow, subject, cmd)
    notice = _draft(uow, subject, cmd)
    uow.enforce(POSTING_RULES, _posting_facts(notice), pack=notice.pack)
    uow.begin(uow.add(notice), NOTICE, NoticeState.POSTED, cmd.posted_on)
    uow.record(notice, notice_posted, action="notice.post")
    attach(uow, notice, cmd.document_ids, ("input", "documentIds"), (ProjectDocumentKind.NOTICE_EVIDENCE,))
    return notice.id


def close_notice(uow: UnitOfWork, cmd: NoticeCloseInput) -> UUID:
    """Close a notice that has stood its days; the project whose step it was goes on."""
    seen = uow.get(Notice, cmd.id)
    uow.require(closing_permission(seen.level), seen)
    project = None if seen.project_id is None else uow.get_for_update(Project, seen.project_id)
    notice = uow.get_for_update(Notice, cmd.id, cmd.expected_version)
    uow.require_step(notice, NOTICE, "noticeClose")
    uow.enforce(CLOSING_RULES, closing_facts(uow, notice, project, cmd.closed_on), pack=notice.pack)
    uow.move(notice, NOTICE, NoticeState.CLOSED, cmd.closed_on, CLOSED_ON)
    notice.closed_on, notice.closed_by = cmd.closed_on, uow.principal.identity.subject
    uow.record(notice, notice_closed, action=CLOSE)
    if project is not None and carries(notice, project):
        _carry_on(uow, project, cmd)
    return notice.id


def posting_permission(level: RegionLevel) -> str:
    """The permission to post at a level."""
    return f"notice.post.{level.lower()}"


def closing_permission(level: RegionLevel) -> str:
    """The permission to close what was posted at a level."""
    return f"notice.close.{level.lower()}"


def carries(notice: Notice, project: Project) -> bool:
    """Whether closing it takes the project on: it is the publicity that the project waits for in its present state."""
    level, _ = CARRIES.get(project.state, (None, None))
    is_awaited = notice.kind is NoticeKind.PUBLICITY and notice.level is level
    return is_awaited and notice.project_state is project.state


def closing_facts(uow: UnitOfWork, notice: Notice, project: Project | None, on: date) -> ClosingFacts:
    """How a notice has stood by a day."""
    imported = project is not None and project.origin is RecordOrigin.IMPORT
    enters = project is not None and project.state is ProjectState.COUNTY_NOTICE and carries(notice, project)
    earlier = _notices_of(uow, notice.project_id)
    return ClosingFacts(
        subject=notice.subject,
        kind=notice.kind,
        level=notice.level,
        planned_days=notice.planned_days,
        stood_days=(on - notice.posted_on).days,
        recorded_days=None if imported else (uow.today - business_date(notice.posted_at)).days,
        open_objections=open_objections(uow.session, notice.id),
        enters_library=enters,
        publicised=frozenset(_publicised(earlier)) | {notice.level},
        announced=frozenset(each.level for each in earlier if each.kind is NoticeKind.ANNOUNCEMENT),
        cut_short=frozenset(level for level, whole in _publicised(earlier).items() if not whole),
    )


def awaited_facts(uow: UnitOfWork, project: Project) -> ClosingFacts:
    """How the publicity stands today that the project waits for in its present state, posted or not."""
    level, _ = CARRIES[project.state]
    for notice in _notices_of(uow, project.id):
        if notice.closed_on is None and carries(notice, project):
            return closing_facts(uow, notice, project, uow.today)
    return ClosingFacts(
        subject=NoticeSubject.PROJECT,
        kind=NoticeKind.PUBLICITY,
        level=level,
        planned_days=0,
        stood_days=None,
        recorded_days=None,
        open_objections=0,
        enters_library=False,
        publicised=frozenset(),
        announced=frozenset(),
        cut_short=frozenset(),
    )


def _carry_on(uow: UnitOfWork, project: Project, cmd: NoticeCloseInput) -> None:
    _, state = CARRIES[project.state]
    uow.move(project, LIFE, state, cmd.closed_on, CLOSED_ON)
    if state is not ProjectState.IN_LIBRARY:
        uow.record(project, action=CLOSE)
        return
    project.entered_library_on = cmd.closed_on
    record_project(uow, project, project_entered_library, action=CLOSE)


def _subject(uow: UnitOfWork, identifier: UUID) -> Project | Distribution:
    """The project or distribution, locked; NOT_FOUND says the same of both."""
    if _sees(uow, Project, identifier):
        return uow.get_for_update(Project, identifier, field=SUBJECT)
    if _sees(uow, Distribution, identifier):
        return uow.get_for_update(Distribution, identifier, field=SUBJECT)
    raise not_found("公示对象", "project or distribution", SUBJECT)


def _sees(uow: UnitOfWork, model: Any, identifier: UUID) -> bool:
    found = select(model.id).where(model.id == identifier, visible(model, uow.principal))
    return uow.session.scalar(found) is not None


def _require_fitting(uow: UnitOfWork, subject: Project | Distribution, cmd: NoticePostInput) -> None:
    """WRONG_STATE unless the subject is at the step that a notice of this level belongs to."""
    if isinstance(subject, Project):
        fits, since = cmd.level in levels_for(subject.state), _state_since(uow, subject)
    else:
        is_due = subject.state is DistributionState.DELIBERATED
        fits, since = is_due and cmd.level is RegionLevel.VILLAGE, subject.deliberated_on
    if not fits:
        raise Fault(
            ErrorCode.WRONG_STATE,
            f"当前状态为“{subject.state.label}”,不能发布{cmd.level.label}级{cmd.kind.label},请核对层级或先办理前一步骤",
            f"In state {subject.state} nothing is posted at level {cmd.level}; check the level or take the step before",
            LEVEL,
        )
    if since is not None and cmd.posted_on < since:
        raise invalid(
            f"张贴日期{cmd.posted_on}早于进入当前状态的日期{since},请更正",
            f"It was posted on {cmd.posted_on}, before the state of its subject began on {since}; correct the date",
            ("input", "postedOn"),
        )


def _state_since(uow: UnitOfWork, project: Project) -> date | None:
    facts = TABLES.state_fact.c
    latest = select(func.max(facts.valid_from)).where(facts.entity_id == project.id, facts.axis == LIFE.axis)
    since: date | None = uow.session.execute(latest).scalar()
    return since


def _require_none_standing(uow: UnitOfWork, subject: Project | Distribution, cmd: NoticePostInput) -> None:
    """One notice of a kind and level at a time, and one publicity of a distribution as it was deliberated."""
    same = select(Notice).where(_about(subject), col(Notice.level) == cmd.level, col(Notice.kind) == cmd.kind)
    for notice in uow.session.scalars(same):
        decided = isinstance(subject, Distribution) and notice.posted_on >= (subject.deliberated_on or notice.posted_on)
        if notice.closed_on is None or decided:
            raise invalid(
                f"该{cmd.level.label}级{cmd.kind.label}已于{notice.posted_on}张贴,不能重复发布",
                f"This {cmd.kind.lower()} was posted on {notice.posted_on} already; it is not posted twice",
                SUBJECT,
            )


def _about(subject: Project | Distribution) -> ColumnElement[bool]:
    key = Notice.project_id if isinstance(subject, Project) else Notice.distribution_id
    return col(key) == subject.id


def _draft(uow: UnitOfWork, subject: Project | Distribution, cmd: NoticePostInput) -> Notice:
    about: dict[str, Any]
    if isinstance(subject, Project):
        about = {"project_id": subject.id, "project_state": subject.state, "pack": subject.pack}
    else:
        about = {"distribution_id": subject.id, "pack": PACKS.select(subject.region_code, cmd.posted_on).id}
    return Notice(
        region_id=subject.region_id,
        region_code=subject.region_code,
        region_path=subject.region_path,
        content=content_of(uow.session, subject, cmd.hotline),
        posted_at=uow.now,
        posted_by=uow.principal.identity.subject,
        **about,
        **cmd.model_dump(exclude={"subject_id", "hotline", "document_ids"}),
    )


def _posting_facts(notice: Notice) -> PostingFacts:
    return PostingFacts(
        subject=notice.subject,
        kind=notice.kind,
        planned_days=notice.planned_days,
        places=tuple(notice.places),
        missing=missing_items(notice.content),
    )


def _notices_of(uow: UnitOfWork, project_id: UUID | None) -> Sequence[Notice]:
    """Every notice of a project, oldest first."""
    notices = select(Notice).where(col(Notice.project_id) == project_id)
    return uow.session.scalars(notices.order_by(col(Notice.posted_on), col(Notice.id))).all()


def _publicised(notices: Sequence[Notice]) -> dict[RegionLevel, bool]:
    """Levels whose publicity has closed, each with whether the latest stood all its days."""
    closed = (each for each in notices if each.kind is NoticeKind.PUBLICITY)
    return {
        each.level: (each.closed_on - each.posted_on).days >= each.planned_days
        for each in closed
        if each.closed_on is not None
    }
