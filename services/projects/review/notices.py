"""What the village and township put up since a project was revised."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from chassis.uow import UnitOfWork
from published.notice_terms import NoticeKind, NoticeState
from published.project_terms import ProjectState
from services.projects.project.models import Project
from services.projects.publicity.models import Notice


@dataclass(frozen=True)
class Publicity:
    """Day on which the last publicity closed, None if none has; how many notices still stand."""

    closed_on: date | None
    open_count: int


def publicity_of_revision(uow: UnitOfWork, project: Project) -> Publicity:
    """The publicities of what the project is now: posted while it was being revised, and not before the last change."""
    statement = select(Notice).where(
        col(Notice.project_id) == project.id, col(Notice.project_state) == ProjectState.REVISION
    )
    notices = list(uow.session.scalars(statement))
    shown = [
        each.closed_on
        for each in notices
        if each.kind is NoticeKind.PUBLICITY
        and each.closed_on is not None
        and project.revised_on is not None
        and each.posted_on >= project.revised_on
    ]
    return Publicity(max(shown, default=None), sum(each.state is not NoticeState.CLOSED for each in notices))
