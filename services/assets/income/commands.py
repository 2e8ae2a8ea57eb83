"""Incomes: what a contract makes due, what comes in, and who shares it out."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.errors import ErrorCode, Fault
from chassis.uow import UnitOfWork
from published.idle_terms import AssetAlertKind
from published.money import Fen, format_yuan
from rulebook.verdict import Outcome
from services.assets.alert.commands import raise_alert, resolve_alerts
from services.assets.asset.models import Asset
from services.assets.document.commands import attach
from services.assets.income.events import income_received
from services.assets.income.inputs import IncomeDueInput, IncomeReceiveInput
from services.assets.income.models import Income, IncomeReceipt
from services.assets.income.rules import RULES, OwedFacts


def enter_due(uow: UnitOfWork, asset: Asset, contract_id: UUID, pack: str, schedule: Sequence[IncomeDueInput]) -> None:
    """What a contract over an asset makes due, by the pack that the contract is judged under."""
    where = asset.model_dump(include={"region_id", "region_code", "region_path"})
    for due in schedule:
        income = Income(
            **where,
            asset_id=asset.id,
            contract_id=contract_id,
            kind=due.kind,
            due_on=due.due_on,
            due_amount=due.amount,
            pack=pack,
        )
        uow.add(income)
        uow.record(income, action="income.due")


def receive_income(uow: UnitOfWork, cmd: IncomeReceiveInput) -> UUID:
    """Book money that came in for an income, in full or in part; emits income.received.

    Parts add up, never to more than is due: BALANCE_EXCEEDED. Once it is complete, `received_on` is the day of the
    last part, the alert about it goes away, and WRONG_STATE answers whoever books more.
    """
    income = uow.get_for_update(Income, cmd.id, cmd.expected_version)
    uow.require("income.receive", income)
    _require_owed(income, cmd.amount)
    attach(uow, income, cmd.document_ids, ("input", "documentIds"))
    if cmd.amount == income.owed_amount:
        resolve_alerts(uow, AssetAlertKind.INCOME_OVERDUE, income.id, uow.today)
        income.received_on = max(_latest_part(uow, income) or cmd.received_on, cmd.received_on)
    income.received_amount += cmd.amount
    uow.add(IncomeReceipt(income_id=income.id, received_on=cmd.received_on, amount=cmd.amount))
    project_id = uow.session.scalar(select(col(Asset.project_id)).where(col(Asset.id) == income.asset_id))
    uow.record(income, partial(income_received, project_id=project_id), action="income.receive")
    return income.id


def _require_owed(income: Income, amount: int) -> None:
    if income.owed_amount == 0:
        raise Fault(
            ErrorCode.WRONG_STATE,
            f"该笔收益已于{income.received_on}收齐,不能重复登记",
            f"This income was complete on {income.received_on}; nothing is owed any more",
        )
    if amount > income.owed_amount:
        owed = format_yuan(Fen(income.owed_amount))
        raise Fault(
            ErrorCode.BALANCE_EXCEEDED,
            f"本笔收款{format_yuan(Fen(amount))}元超过尚欠的{owed}元,请核对金额",
            f"{format_yuan(Fen(amount))} yuan are more than the {owed} that are owed; check the amount",
            ("input", "amount"),
        )


def _latest_part(uow: UnitOfWork, income: Income) -> date | None:
    latest = select(func.max(IncomeReceipt.received_on)).where(col(IncomeReceipt.income_id) == income.id)
    return uow.session.scalar(latest)


def watch_income(uow: UnitOfWork, income: Income) -> None:
    """Raise an alert about an income that is late by more than its pack allows."""
    facts = OwedFacts(income.due_on, uow.today, income.owed_amount)
    for verdict in uow.judge(RULES, facts, pack=income.pack):
        if verdict.outcome is Outcome.WARN:
            raise_alert(
                uow,
                AssetAlertKind.INCOME_OVERDUE,
                income,
                verdict,
                raised_on=uow.today,
                asset_id=income.asset_id,
                contract_id=income.contract_id,
                subject_id=income.id,
                value=income.owed_amount,
                counted_from=income.due_on,
            )


def hold_income(uow: UnitOfWork, income: Income, distribution_id: UUID) -> None:
    """A distribution shares this income out; nobody else may."""
    income.distribution_id = distribution_id
    uow.record(income, action="income.hold", verdicts=())


def release_income(uow: UnitOfWork, income: Income) -> None:
    """Its distribution was returned: it may be shared out anew."""
    income.distribution_id = None
    uow.record(income, action="income.release", verdicts=())
