"""Idle cases as clients see them: signals, field check, and who has to do something by when."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import true
from sqlmodel import col
from strawberry import ID

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, built, children, column, reference
from chassis.graph.history import history
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import by_id, listed, query
from chassis.graph.values import Actor, RuleVerdict, StateChange, rule_verdict
from published.idle_terms import IdleCaseState, IdleFinding, IdleReason, SignalSource
from rulebook.verdict import Verdict
from services.assets import replicas
from services.assets.alert.models import AssetAlert
from services.assets.alert.types import Priority
from services.assets.document.types import documents_of
from services.assets.idle import commands, models
from services.assets.idle.states import WAITING
from services.assets.idle.types import DEADLINE, IdleCaseConnection, IdleCaseOrder

if TYPE_CHECKING:
    from services.assets.asset.graph import Asset
    from services.assets.document.graph import AssetDocument
    from services.assets.neighbours import Official

CASE = models.IdleCase


def _verdict(row: dict[str, Any]) -> RuleVerdict:
    return rule_verdict(Verdict.model_validate_json(orjson.dumps(row["verdict"])))


@node(models.IdleSignal)
class Signal:
    """What made an asset suspect [信号]."""

    source: SignalSource = column("Source [信号来源].")
    observed_on: date = column("Seen on [发现日期].")
    verdict: RuleVerdict = built(
        _verdict, "Rule, measured value and threshold [规则判定].", verdict=models.IdleSignal.verdict
    )


@node(models.FieldCheck)
class FieldCheck:
    """What was found in the field [实地核实]."""

    checked_on: date = column("Date [核实日期].")
    finding: IdleFinding = column("Finding [核实结论].")
    reason: IdleReason = column("Reason [闲置原因].")
    condition: str = column("Condition in words [现状].")
    photos: "list[AssetDocument]" = documents_of(models.FieldCheck.id, "Photos [照片].")
    checker: Actor = built(lambda row: Actor(**row["who"]), "Who [核实人].", who=models.FieldCheck.checker)


def _today(make: Callable[[dict[str, Any], date], Any]) -> Any:
    """A value that depends on the day on which it is asked for."""

    async def load(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[Any]:
        today = await ctx.today()
        return [make(row, today) for row in rows]

    return load


def _idle_days(row: dict[str, Any], today: date) -> int:
    days: int = ((row["closed_on"] or today) - row["counted_from"]).days
    return days


def _overdue(row: dict[str, Any], today: date) -> bool:
    return row["state"] in WAITING and row["deadline"] is not None and row["deadline"] < today


@node(CASE, during=true())
class IdleCase:
    """From the first signal to the end of the relapse watch [闲置个案]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    asset: "Asset" = reference(CASE.asset_id, "Asset [资产].")
    state: IdleCaseState = column("State [状态].")
    opened_on: date = column("Opened on [立案日期].")
    last_used_on: date | None = column("Last day of known use; null if never used [最后使用日期].")
    idle_days: int = batched(
        _today(_idle_days),
        "Days without use since service began [闲置天数].",
        counted_from=CASE.counted_from,
        closed_on=CASE.closed_on,
    )
    signals: "list[Signal]" = children(
        models.IdleSignal.case_id, "What made it suspect [信号].", order=(models.IdleSignal.observed_on,)
    )
    priority: Priority = batched(
        _today(Priority.of),
        "Why it comes first [优先级].",
        value=CASE.value,
        counted_from=CASE.counted_from,
        ended_on=CASE.closed_on,
        clustering_bps=CASE.clustering_bps,
        risk_bps=CASE.risk_bps,
    )
    field_check: "FieldCheck | None" = reference(CASE.field_check_id, "Field check; null before it [实地核实].")
    assignee: "Official | None" = reference(CASE.assignee_id, "Person in charge [责任人].", via=replicas.Official)
    due_on: date | None = column("Due on [期限].")
    overdue: bool = batched(_today(_overdue), "Past its date [逾期].", state=CASE.state, deadline=DEADLINE)
    relapse_of: "IdleCase | None" = reference(CASE.relapse_of_id, "Case it relapsed from [前次个案].")
    history: list[StateChange] = history("Dated states with actors [状态历史].", one_axis=True)


@adds_to("Asset")
class AssetCases:
    """What idle cases add to an asset."""

    idle_cases: "list[IdleCase]" = children(
        CASE.asset_id, "Idle cases, newest first [闲置个案].", order=(col(CASE.opened_on).desc(), col(CASE.id).desc())
    )


@adds_to("AssetAlert")
class AlertCase:
    """What idle cases add to an alert."""

    idle_case: "IdleCase | None" = reference(AssetAlert.idle_case_id, "Idle case, where it is about one [闲置个案].")


@query
class IdleCaseQuery:
    """Reads of idle cases."""

    idle_case: "IdleCase | None" = by_id("An idle case by id [闲置个案].")
    idle_cases: "IdleCaseConnection | None" = listed(
        "Idle cases [闲置资产台账].", where="IdleCaseWhereInput", order=IdleCaseOrder
    )


@payload
class IdleCasePayload:
    """Outcome [办理结果]."""

    idle_case: "IdleCase | None" = entity("Case after it; null when nothing was done [闲置个案].")


@payload
class IdleCaseAssignPayload:
    """Outcome [办理结果]."""

    idle_cases: "list[IdleCase] | None" = entity("Cases after it [闲置个案].")


@mutation
class IdleCaseMutation:
    """Commands on idle cases."""

    idle_case_confirm: "IdleCasePayload | None" = command(
        commands.confirm_case, "Confirm in the field that an asset is idle or inefficient [实地核实]."
    )
    idle_case_dismiss: "IdleCasePayload | None" = command(
        commands.dismiss_case, "Dismiss a suspicion until a date [排除]."
    )
    idle_case_assign: "IdleCaseAssignPayload | None" = command(
        commands.assign_cases, "Give cases to a named person [派单]."
    )
