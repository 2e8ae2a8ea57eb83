"""Sharing out received incomes: drafted, decided, publicised, reviewed."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from chassis.duties import require_another
from chassis.errors import ErrorCode, Fault, invalid
from chassis.region import in_region
from chassis.uow import UnitOfWork
from published.distribution_terms import DistributionState as State
from published.money import Fen, format_yuan
from published.notice_terms import NoticeKind
from published.notices import NoticeSnapshot
from published.review_terms import ReviewDecision
from published.shares import Bps, split
from services.assets.distribution.events import distribution_deliberated
from services.assets.distribution.inputs import (
    DistributionDeliberateInput,
    DistributionDraftInput,
    DistributionReviewInput,
)
from services.assets.distribution.models import Deduction, Distribution, DistributionIncome, DistributionLine
from services.assets.distribution.rules import USE_RULES, VOTE_RULES, UseFacts, VoteFacts
from services.assets.distribution.states import DISTRIBUTION
from services.assets.document.commands import attach
from services.assets.income.commands import hold_income, release_income
from services.assets.income.models import Income
from services.assets.packs import PACKS
from services.assets.replicas import Region

INCOMES = ("input", "incomeIds")


def draft_distribution(uow: UnitOfWork, cmd: DistributionDraftInput) -> UUID:
    """Share received incomes of a place out, to the fen; each income only once.

    RULE_BLOCKED by A-08 for a use that the pack does not list; INVALID_INPUT where nothing is left to share, or an
    income lies elsewhere or came in outside the period; WRONG_STATE for one that is not complete or shared already.
    """
    region: Region = uow.region_in_force(cmd.region_code)
    uow.require("distribution.draft", region)
    incomes = _incomes(uow, cmd, region)
    whole = sum(income.received_amount for income in incomes)
    rest = _distributable(whole, sum(deduction.amount for deduction in cmd.deductions))
    pack = PACKS.select(region.code, cmd.period_end_on).id
    uow.enforce(USE_RULES, UseFacts(frozenset(line.use for line in cmd.lines)), pack=pack)
    distribution = Distribution(
        **in_region(region),
        period_start_on=cmd.period_start_on,
        period_end_on=cmd.period_end_on,
        income_amount=whole,
        distributable_amount=rest,
        state=State.DRAFT,
        pack=pack,
        drafted_by=uow.principal.identity.subject,
    )
    uow.add(distribution)
    _add_parts(uow, distribution, cmd)
    uow.record(distribution, action="distribution.draft")
    for income in incomes:
        hold_income(uow, income, distribution.id)
    return distribution.id


def _incomes(uow: UnitOfWork, cmd: DistributionDraftInput, region: Region) -> list[Income]:
    """The incomes named, locked in the order of their ids."""
    places = sorted(enumerate(cmd.income_ids), key=lambda each: each[1])
    found = []
    for place, identifier in places:
        field = (*INCOMES, str(place))
        income = uow.get_for_update(Income, identifier, field=field)
        _require_shareable(income, field)
        _require_of_the_pool(income, region, cmd, field)
        found.append(income)
    return found


def _require_shareable(income: Income, field: tuple[str, ...]) -> None:
    if income.received_on is None:
        raise Fault(
            ErrorCode.WRONG_STATE,
            f"该笔收益尚欠{format_yuan(Fen(income.owed_amount))}元,收齐后方可分配",
            "This income is not complete yet; it can be shared out once it is",
            field,
        )
    if income.distribution_id is not None:
        raise Fault(
            ErrorCode.WRONG_STATE,
            "该笔收益已列入另一收益分配,不能重复分配",
            "This income is shared out by another distribution",
            field,
        )


def _require_of_the_pool(income: Income, region: Region, cmd: DistributionDraftInput, field: tuple[str, ...]) -> None:
    if not income.region_path.startswith(region.path):
        raise invalid(
            "该笔收益的资产不在分配区划之内,请核对", "The asset of this income lies outside the region", field
        )
    if income.received_on is not None and not cmd.period_start_on <= income.received_on <= cmd.period_end_on:
        raise invalid(
            f"该笔收益于{income.received_on}收齐,不在分配期{cmd.period_start_on}至{cmd.period_end_on}内",
            f"This income was complete on {income.received_on}, outside the period",
            field,
        )


def _distributable(whole: int, deducted: int) -> int:
    if deducted >= whole:
        raise invalid(
            f"扣除合计{format_yuan(Fen(deducted))}元,收益合计{format_yuan(Fen(whole))}元,已无可分配金额,请核对",
            f"{format_yuan(Fen(deducted))} yuan are deducted from {format_yuan(Fen(whole))}; nothing is left to share",
            ("input", "deductions"),
        )
    return whole - deducted


def _add_parts(uow: UnitOfWork, distribution: Distribution, cmd: DistributionDraftInput) -> None:
    amounts = split(Fen(distribution.distributable_amount), [Bps(line.share_bps) for line in cmd.lines])
    for identifier in cmd.income_ids:
        uow.add(DistributionIncome(distribution_id=distribution.id, income_id=identifier))
    for place, deduction in enumerate(cmd.deductions):
        uow.add(Deduction(distribution_id=distribution.id, place=place, **deduction.model_dump()))
    for place, (line, amount) in enumerate(zip(cmd.lines, amounts, strict=True)):
        columns = line.model_dump() | {"place": place, "amount": amount, "region_path": distribution.region_path}
        uow.add(DistributionLine(distribution_id=distribution.id, **columns))


def deliberate_distribution(uow: UnitOfWork, cmd: DistributionDeliberateInput) -> UUID:
    """Record the villagers' decision; it may be publicised then. Emits distribution.deliberated.

    RULE_BLOCKED by A-08 without a majority. After a return its incomes are taken again, where nobody else has them.
    """
    distribution = take_step(uow, cmd.id, cmd.expected_version, "distributionDeliberate", "distribution.deliberate")
    _require_received_before(uow, distribution, cmd.held_on)
    _take_again(uow, distribution)
    uow.enforce(USE_RULES, use_facts(uow, distribution), pack=distribution.pack)
    uow.enforce(VOTE_RULES, VoteFacts(cmd.attendee_count, cmd.for_count), pack=distribution.pack)
    attach(uow, distribution, cmd.document_ids, ("input", "documentIds"))
    votes = cmd.model_dump(include={"attendee_count", "for_count", "against_count"})
    note(distribution, **votes, deliberated_on=cmd.held_on, deliberated_by=subject_of(uow), notice_id=None)
    uow.move(distribution, DISTRIBUTION, State.DELIBERATED, cmd.held_on, ("input", "heldOn"))
    told = partial(distribution_deliberated, **parts_of(uow, distribution), held_on=cmd.held_on)
    uow.record(distribution, told, action="distribution.deliberate")
    return distribution.id


def _require_received_before(uow: UnitOfWork, distribution: Distribution, held_on: date) -> None:
    latest = uow.session.scalar(select(func.max(Income.received_on)).where(shared_by(distribution)))
    if latest is not None and held_on < latest:
        raise invalid(
            f"会议日期{held_on}早于收益收齐日期{latest},请核对",
            f"The meeting was held on {held_on}, before the income came in on {latest}",
            ("input", "heldOn"),
        )


def _take_again(uow: UnitOfWork, distribution: Distribution) -> None:
    for income in uow.lock(Income, shared_by(distribution)):
        if income.distribution_id is None:
            hold_income(uow, income, distribution.id)
        elif income.distribution_id != distribution.id:
            raise Fault(
                ErrorCode.WRONG_STATE,
                "退回后,其中的收益已列入另一收益分配,本次分配不能再办理",
                "Since this distribution was returned, another one shares its incomes out",
            )


def shared_by(distribution: Distribution) -> ColumnElement[bool]:
    """An income is among those of the distribution, whoever holds it now."""
    of_it = select(col(DistributionIncome.income_id)).where(col(DistributionIncome.distribution_id) == distribution.id)
    return col(Income.id).in_(of_it)


def take_notice(uow: UnitOfWork, distribution: Distribution, notice: NoticeSnapshot) -> None:
    """Keep the publicity that stands for a decision; once it is closed the distribution is publicised.

    One that was posted before the decision, or that is no publicity, counts for nothing.
    """
    decided_on = distribution.deliberated_on
    waits = distribution.state is State.DELIBERATED and decided_on is not None and notice.posted_on >= decided_on
    if not waits or notice.kind is not NoticeKind.PUBLICITY:
        return
    distribution.notice_id = notice.id
    if notice.closed_on is not None:
        uow.move(distribution, DISTRIBUTION, State.PUBLICISED, notice.closed_on)
        uow.record(distribution, action="distribution.publicise")
    else:
        uow.record(distribution, action="distribution.post_notice")


def review_distribution(uow: UnitOfWork, cmd: DistributionReviewInput) -> UUID:
    """The township reviews; a return goes back to the draft and lets go of its incomes."""
    distribution = take_step(
        uow, cmd.id, cmd.expected_version, "distributionReview", "distribution.review", ("drafted_by", "deliberated_by")
    )
    passed = _passes(cmd)
    note(distribution, reviewed_on=cmd.reviewed_on, reviewed_by=subject_of(uow), comments=cmd.comments)
    to = State.REVIEWED if passed else State.DRAFT
    uow.move(distribution, DISTRIBUTION, to, cmd.reviewed_on, ("input", "reviewedOn"))
    uow.record(distribution, action="distribution.review")
    if not passed:
        for income in uow.lock(Income, shared_by(distribution)):
            release_income(uow, income)
    return distribution.id


def _passes(cmd: DistributionReviewInput) -> bool:
    if cmd.decision is ReviewDecision.REJECT:
        raise invalid(
            "收益分配只能通过或退回",
            "A distribution passes or is returned; it cannot be rejected",
            ("input", "decision"),
        )
    if cmd.decision is ReviewDecision.RETURN and cmd.comments is None:
        raise invalid("退回时请填写意见", "Say in the comments why it is returned", ("input", "comments"))
    return cmd.decision is ReviewDecision.PASS


def use_facts(uow: UnitOfWork, distribution: Distribution) -> UseFacts:
    """What its lines are for."""
    lines: Sequence[DistributionLine] = parts_of(uow, distribution)["lines"]
    return UseFacts(frozenset(line.use for line in lines) if lines else None)


def take_step(
    uow: UnitOfWork, identifier: UUID, version: int, action: str, permission: str, others: Sequence[str] = ()
) -> Distribution:
    """The distribution, where the principal may see it, may do this, had no hand in it as `others`, and it is time."""
    distribution = uow.get_for_update(Distribution, identifier, version)
    uow.require(permission, distribution)
    require_another(
        uow,
        (getattr(distribution, each) for each in others),
        "起草、议决、审核、备案和兑付须由不同的人办理,请由其他人员办理",
        "Drafting, reviewing, filing and paying are done by different people; have somebody else do this",
    )
    uow.require_step(distribution, DISTRIBUTION, action)
    return distribution


def note(distribution: Distribution, **columns: Any) -> None:
    """Write down what a step brings."""
    for name, value in columns.items():
        setattr(distribution, name, value)


def subject_of(uow: UnitOfWork) -> str:
    """Who acts."""
    return uow.principal.identity.subject


def parts_of(uow: UnitOfWork, distribution: Distribution) -> dict[str, Any]:
    """Its deductions and lines, in their order."""
    return {
        "deductions": _ordered(uow, Deduction, distribution),
        "lines": _ordered(uow, DistributionLine, distribution),
    }


def _ordered(uow: UnitOfWork, model: Any, distribution: Distribution) -> list[Any]:
    rows = select(model).where(model.distribution_id == distribution.id).order_by(model.place)
    return list(uow.session.scalars(rows))
