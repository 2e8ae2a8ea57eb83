"""Alerts as clients see them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import true
from strawberry import ID

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, built, column, reference
from chassis.graph.news import news, subscription
from chassis.graph.node import node
from chassis.graph.query import listed, query
from chassis.graph.values import RuleVerdict, rule_verdict
from published.idle_terms import AlertState, AssetAlertKind
from rulebook.verdict import Verdict
from services.assets import replicas
from services.assets.alert import models
from services.assets.alert.types import ENDED_ON, AssetAlertConnection, AssetAlertOrder, Priority

if TYPE_CHECKING:
    from services.assets.asset.graph import Asset
    from services.assets.neighbours import Official, Project
    from services.assets.operation.graph import OperationContract


async def _priorities(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[Priority]:
    today = await ctx.today()
    return [Priority.of(row, today) for row in rows]


def _verdict(row: dict[str, Any]) -> RuleVerdict:
    return rule_verdict(Verdict.model_validate_json(orjson.dumps(row["verdict"])))


@node(models.AssetAlert, during=true())
class AssetAlert:
    """Something that needs attention [预警]."""

    id: ID = column("Id [标识].")
    kind: AssetAlertKind = column("Kind [预警类型].")
    state: AlertState = column("State [状态].")
    asset: "Asset | None" = reference(models.AssetAlert.asset_id, "Asset; null when none is registered yet [资产].")
    project: "Project | None" = reference(
        models.AssetAlert.project_id, "Project, where it is about one [项目].", via=replicas.Project
    )
    contract: "OperationContract | None" = reference(
        models.AssetAlert.contract_id, "Contract, where it is about one [合同]."
    )
    verdict: RuleVerdict = built(
        _verdict, "Why: rule, measured value, threshold [规则判定].", verdict=models.AssetAlert.verdict
    )
    raised_on: date = column("Raised on [预警日期].")
    due_on: date | None = column("Due on [处理期限].")
    assignee: "Official | None" = reference(
        models.AssetAlert.assignee_id, "Person in charge [责任人].", via=replicas.Official
    )
    priority: Priority = batched(
        _priorities,
        "Why it comes first [优先级].",
        value=models.AssetAlert.value,
        counted_from=models.AssetAlert.counted_from,
        ended_on=ENDED_ON,
        clustering_bps=models.AssetAlert.clustering_bps,
        risk_bps=models.AssetAlert.risk_bps,
    )


@query
class AlertQuery:
    """Reads of alerts."""

    asset_alerts: "AssetAlertConnection | None" = listed(
        "The inbox: what needs attention and why [待办预警].", where="AssetAlertWhereInput", order=AssetAlertOrder
    )


@subscription
class AlertSubscription:
    """Live news of alerts."""

    asset_alert_raised: "AssetAlert" = news("alert.raise", description="Alerts raised in a region and below [新预警].")
