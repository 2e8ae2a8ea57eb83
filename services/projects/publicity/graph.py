"""Notices as GraphQL shows them, to everybody."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from strawberry import ID

from chassis.graph.connection import connection
from chassis.graph.declare import built, children, column, reference
from chassis.graph.fields import reference_to
from chassis.graph.filter_types import DateFilterInput, RegionFilterInput, enum_filter
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.node import adds_to, node, stub
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import by_id, listed, query
from chassis.graph.steps import what_blocks
from chassis.graph.values import StepCheck
from published.notice_terms import NoticeKind, NoticeState
from published.project_terms import RegionLevel
from services.projects.document.types import documents_of
from services.projects.publicity import commands, models
from services.projects.publicity.steps import STEPS
from services.projects.publicity.types import NoticeContent, notice_content

if TYPE_CHECKING:
    from services.projects.document.graph import ProjectDocument
    from services.projects.project.graph import Project
    from services.projects.region.graph import Region


@stub
class Distribution:
    """Income shared out, of assets."""


def _distribution(row: Mapping[str, Any]) -> Any:
    """The notice is public, and so is what it is about; how much of it, assets decides."""
    return reference_to(Distribution, row["key"]) if row["key"] else None


@enum_filter(NoticeState)
class NoticeStateFilterInput:
    """State."""


@where_input
class NoticeWhereInput:
    """Which notices; all given conditions hold [公示条件]."""

    region: RegionFilterInput | None = on_region(models.Notice, "Where [区划].")
    state: NoticeStateFilterInput | None = on(models.Notice.state, "State [状态].")
    posted_on: DateFilterInput | None = on(models.Notice.posted_on, "First day [张贴日期].")


@ordering
class NoticeOrder:
    """Order [排序]."""

    POSTED_ON_DESC = by_desc(models.Notice.posted_on, "Newest first [张贴日期降序].")
    POSTED_ON_ASC = by(models.Notice.posted_on, "Oldest first [张贴日期升序].")


@node(models.Notice, key=True)
class Notice:
    """A publicity or announcement; never unpublished [公示公告]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    kind: NoticeKind = column("Kind [类型].")
    level: RegionLevel = column("Level that posted it [层级].")
    region: "Region" = reference(models.Notice.region_id, "Where [区划].")
    state: NoticeState = column("State [状态].")
    project: "Project | None" = reference(
        models.Notice.project_id, "Project it is about; null for another subject [公示项目]."
    )
    distribution: "Distribution | None" = built(
        _distribution,
        "Distribution it is about; null for another subject [公示分配].",
        key=models.Notice.distribution_id,
    )
    content: NoticeContent = built(notice_content, "Published items [公示内容].", content=models.Notice.content)
    posted_on: date = column("First day [张贴日期].")
    planned_days: int = column("Days it must stay [公示天数].")
    closed_on: date | None = column("Last day; null while it stands [期满日期].")
    places: list[str] = column("Places, down to village and household [张贴地点].")
    documents: "list[ProjectDocument]" = documents_of(models.Notice.id, "Photos of the posting [张贴照片].")
    what_blocks: list[StepCheck] = what_blocks(models.Notice, STEPS)


@connection("Notice")
class NoticeConnection:
    """Notices."""


@adds_to("Project")
class ProjectNotices:
    """What notices add to a project."""

    notices: "list[Notice]" = children(
        models.Notice.project_id, "Notices, oldest first [公示公告].", order=(models.Notice.posted_on,)
    )


@payload
class NoticePayload:
    """Outcome [办理结果]."""

    notice: "Notice | None" = entity("Notice after it [公示公告].")


@query
class NoticeQuery:
    """Reads of notices."""

    notice: "Notice | None" = by_id("A notice by id; public [公示公告].")
    notices: "NoticeConnection | None" = listed(
        "Ledger of notices; public [公示公告台账].", where="NoticeWhereInput", order=NoticeOrder
    )


@mutation
class NoticeMutation:
    """Commands on notices."""

    notice_post: "NoticePayload | None" = command(
        commands.post_notice, "Post a publicity or announcement [发布公示公告]."
    )
    notice_close: "NoticePayload | None" = command(
        commands.close_notice, "Close a notice after its days; what it stood for moves on [公示期满]."
    )
