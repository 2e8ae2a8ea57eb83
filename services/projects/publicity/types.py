"""The ten items of a notice as GraphQL shows them."""

from collections.abc import Mapping
from typing import Any

import strawberry

from chassis.graph import names
from chassis.graph.scalars import Money
from chassis.graph.values import described


@strawberry.type(description="The ten published items, frozen when posted [公示内容].")
class NoticeContent:
    """What a notice shows."""

    project_name: str = described("Project name [项目名称].")
    fund_sources: list[str] = described("Sources of money [资金来源].")
    amount: Money = described("Amount, yuan [资金规模].")
    location: str = described("Place [实施地点].")
    scope: str = described("Content [建设内容].")
    period: str = described("Period [建设周期].")
    targets: list[str] = described("Targets [绩效目标].")
    implementer: str = described("Implementer [实施单位].")
    responsible_person: str = described("Person [责任人].")
    hotline: str = described("Hotline [监督举报电话].")


names.register(NoticeContent)


def notice_content(row: Mapping[str, Any]) -> NoticeContent:
    """The items as they were frozen."""
    return NoticeContent(**row["content"])
