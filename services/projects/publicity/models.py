"""Notices of projects and distributions, and the ten items that they show."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, Select, Text, func, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session
from sqlmodel import Field, col

from chassis.columns import coded
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from published.distribution_terms import BeneficiaryGroup, DistributionUse
from published.money import Fen, format_yuan
from published.notice_terms import NoticeKind, NoticeState, NoticeSubject
from published.project_terms import OrganisationKind, ProjectState, RegionLevel, ResponsibilitySlot
from services.projects.base import Row
from services.projects.organisation.models import Official, Organisation
from services.projects.project.models import PerformanceTarget, PlannedFunding, Project, Responsibility, parts_of
from services.projects.region.models import Region
from services.projects.replicas import Distribution, FundCategory

COLLECTIVE = col(Organisation.kind) == OrganisationKind.VILLAGE_COLLECTIVE

ITEMS: Final = {
    "project_name": "项目名称",
    "fund_sources": "资金来源",
    "amount": "资金规模",
    "location": "实施地点",
    "scope": "建设内容",
    "period": "建设周期",
    "targets": "绩效目标",
    "implementer": "实施单位",
    "responsible_person": "责任人",
    "hotline": "监督举报电话",
}
"""The ten items of a notice (P-31) by the names that the snapshot keeps them under."""


def _one_standing(subject: str) -> Index:
    """No two notices of one kind and level stand for one subject at the same time."""
    name = f"uq_notice_standing_{subject}"
    return Index(name, subject, "level", "kind", unique=True, postgresql_where=text("closed_on IS NULL"))


class Notice(Versioned, InRegion, Row, table=True):
    """A publicity or announcement, public for ever [公示公告]; it lies where its subject lies.

    `content` is frozen when it is posted. It names the person who answers, so the journal keeps its digest only.
    """

    visibility: ClassVar[Visibility] = Visibility.PUBLIC
    label: ClassVar[tuple[str, str]] = ("公示公告", "notice")
    personal: ClassVar[frozenset[str]] = frozenset({"content"})
    __table_args__ = (
        CheckConstraint("(project_id IS NULL) <> (distribution_id IS NULL)", name="subject"),
        CheckConstraint("planned_days > 0", name="planned_days"),
        CheckConstraint("closed_on >= posted_on", name="period"),
        CheckConstraint("(state = 'CLOSED') = (closed_on IS NOT NULL)", name="closed"),
        _one_standing("project_id"),
        _one_standing("distribution_id"),
        Index("ix_notice_posted_on", "posted_on", "id"),
    )

    region_id: UUID = Field(index=True, foreign_key="region.id")
    project_id: UUID | None = Field(default=None, index=True, foreign_key="project.id")
    distribution_id: UUID | None = Field(default=None, index=True, foreign_key="distribution.id")
    project_state: ProjectState | None = Field(default=None, sa_type=coded(ProjectState))
    kind: NoticeKind = Field(sa_type=coded(NoticeKind))
    level: RegionLevel = Field(sa_type=coded(RegionLevel))
    state: NoticeState = Field(default=NoticeState.POSTED, sa_type=coded(NoticeState), index=True)
    pack: str
    content: dict[str, Any] = Field(sa_type=JSONB)
    posted_on: date
    posted_at: datetime = Field(sa_type=DateTime(timezone=True))
    planned_days: int
    closed_on: date | None = None
    places: list[str] = Field(sa_type=ARRAY(Text))
    posted_by: str
    closed_by: str | None = None

    @property
    def subject(self) -> NoticeSubject:
        """What it is about."""
        return NoticeSubject.DISTRIBUTION if self.project_id is None else NoticeSubject.PROJECT

    @property
    def subject_id(self) -> UUID:
        """The project or distribution it is about."""
        found = self.project_id or self.distribution_id
        if found is None:
            raise ValueError(f"notice {self.id} is about nothing")
        return found


def missing_items(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Chinese names of the items that the content leaves empty."""
    return tuple(name for item, name in ITEMS.items() if not content[item])


def content_of(session: Session, subject: Project | Distribution, hotline: str) -> dict[str, Any]:
    """The ten items of a notice, taken from its subject; empty where the subject does not say."""
    location = _location(session, subject.region_path)
    if isinstance(subject, Project):
        return _of_project(session, subject) | {"location": location, "hotline": hotline}
    return _of_distribution(session, subject) | {"location": location, "hotline": hotline}


def _of_project(session: Session, project: Project) -> dict[str, Any]:
    starts, ends = project.planned_start_on, project.planned_end_on
    targets = session.scalars(parts_of(PerformanceTarget, project))
    implementer = select(col(Organisation.name)).where(col(Organisation.id) == project.implementer_id)
    return {
        "project_name": project.name,
        "fund_sources": _fund_sources(session, project),
        "amount": project.planned_amount,
        "scope": project.scope or "",
        "period": f"{starts}至{ends}" if starts and ends else "",
        "targets": [f"{each.indicator}{each.target:f}{each.unit}" for each in targets],
        "implementer": _name(session, implementer),
        "responsible_person": _name(session, _person(project)),
    }


def _of_distribution(session: Session, distribution: Distribution) -> dict[str, Any]:
    """What is shared out, for what, among how many; the village collective answers, by name if one is registered."""
    period = f"{distribution.period_start_on}至{distribution.period_end_on}"
    uses = dict.fromkeys(DistributionUse(line["use"]).label for line in distribution.lines)
    collective = (col(Organisation.region_id) == distribution.region_id, COLLECTIVE)
    implementer = _name(session, select(col(Organisation.name)).where(*collective))
    persons = select(col(Official.name)).join(Organisation, col(Organisation.id) == col(Official.organisation_id))
    return {
        "project_name": f"扶贫资产收益分配({period})",
        "fund_sources": ["扶贫资产收益"],
        "amount": distribution.distributable_amount,
        "scope": "、".join(uses),
        "period": period,
        "targets": [_share(line) for line in distribution.lines],
        "implementer": implementer,
        "responsible_person": _name(session, persons.where(*collective)) or implementer,
    }


def _share(line: Mapping[str, Any]) -> str:
    group = BeneficiaryGroup(line["group"]).label
    return f"{group}{line['household_count']}户{line['people_count']}人{format_yuan(Fen(line['amount']))}元"


def _fund_sources(session: Session, project: Project) -> list[str]:
    statement = (
        select(PlannedFunding, col(FundCategory.name))
        .join(FundCategory, col(FundCategory.id) == col(PlannedFunding.fund_category_id))
        .where(col(PlannedFunding.project_id) == project.id)
        .order_by(col(PlannedFunding.place))
    )
    return [f"{name}({line.level.label})" for line, name in session.execute(statement)]


def _location(session: Session, path: str) -> str:
    """Names from the county down, `轮台县示范镇示范村`."""
    around = literal(path).like(col(Region.path).concat("%"))
    above = (RegionLevel.PROVINCE, RegionLevel.PREFECTURE)
    names = (
        select(col(Region.name)).where(around, col(Region.level).not_in(above)).order_by(func.length(col(Region.path)))
    )
    return "".join(session.scalars(names))


def _person(project: Project) -> Select[Any]:
    """The official who answers for a project at present."""
    answers = (
        col(Responsibility.project_id) == project.id,
        col(Responsibility.slot) == ResponsibilitySlot.PERSON,
        col(Responsibility.ends_on).is_(None),
    )
    named = select(col(Official.name)).join(Responsibility, col(Responsibility.official_id) == col(Official.id))
    return named.where(*answers).order_by(col(Responsibility.place))


def _name(session: Session, statement: Select[Any]) -> str:
    return str(session.scalars(statement.limit(1)).first() or "")
