"""Use cases of payments and of what is held back of them."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from chassis.duties import require_another
from chassis.errors import ErrorCode, Fault, invalid
from chassis.uow import UnitOfWork
from published.claim_terms import RetentionState
from rulebook.verdict import Verdict
from services.funds.allocation.models import Allocation
from services.funds.binding.commands import pay_out
from services.funds.binding.models import ProjectFunding
from services.funds.claim.commands import settle_claim
from services.funds.claim.models import PaymentClaim, PaymentLine
from services.funds.claim.states import CLAIM
from services.funds.columns import same_place
from services.funds.ledger.commands import PaidPart, book_payment
from services.funds.payment.events import payment_paid
from services.funds.payment.inputs import PaymentClaimPayInput
from services.funds.payment.models import Payment, Retention
from services.funds.payment.rules import PAYMENT_RULES, PaymentFacts
from services.funds.payment.states import RETENTION
from services.funds.replicas import Project

PAY = "payment_claim.pay"


def pay_claim(uow: UnitOfWork, cmd: PaymentClaimPayInput) -> UUID:
    """Record that an approved claim was paid, less what is held back; F-28 watches the days.

    FORBIDDEN to whoever drafted, submitted, signed or approved it; INVALID_INPUT for a reference used before.
    """
    claim = uow.get_for_update(PaymentClaim, cmd.id, cmd.expected_version)
    uow.require(PAY, claim)
    require_another(
        uow,
        (claim.drafted_by, claim.submitted_by, claim.signed_by, claim.approved_by),
        "支付须由未经手此报账的人办理;请由另一人支付",
        "Whoever drafted, signed or approved a claim does not pay it; let another person do it",
    )
    uow.require_step(claim, CLAIM, "paymentClaimPay")
    payment = _payment(uow, claim, cmd)
    payment_verdicts(uow, claim, cmd.paid_on)
    lines = _lines_of(uow, claim)
    parts = _pay_out(uow, lines, cmd.paid_on)
    settle_claim(uow, claim, lines, cmd.paid_on)
    uow.add(payment)
    journal_id = uow.record(payment, partial(payment_paid, claim=claim, lines=lines), action="payment.pay")
    book_payment(uow, parts, cmd.paid_on, journal_id)
    _hold_back(uow, claim, cmd.paid_on)
    return claim.id


def payment_verdicts(uow: UnitOfWork, claim: PaymentClaim, on: date | None = None) -> Sequence[Verdict]:
    """F-28 on a claim that is paid on a day, today if left out; it stops nothing."""
    completed_on = uow.session.get_one(Project, claim.project_id).completed_on
    return uow.judge(PAYMENT_RULES, PaymentFacts(claim.stage, completed_on, on or uow.today), pack=claim.pack)


def mark_retention_due(uow: UnitOfWork, on: date) -> None:
    """Let retention fall due whose day has come; one journal row each."""
    due = select(col(Retention.id)).where(col(Retention.state) == RetentionState.HELD, col(Retention.due_on) <= on)
    for identifier in list(uow.session.scalars(due.order_by(col(Retention.id)))):
        retention = uow.get_for_update(Retention, identifier)
        uow.move(retention, RETENTION, RetentionState.DUE, retention.due_on)
        uow.record(retention, action="retention.fall_due")


def _payment(uow: UnitOfWork, claim: PaymentClaim, cmd: PaymentClaimPayInput) -> Payment:
    treasury = uow.principal.scope_for(PAY, claim.region_path)
    if treasury is None:
        raise Fault(ErrorCode.FORBIDDEN, "支付须由国库支付岗位办理", "Only a treasury records a payment")
    _require_new_reference(uow, treasury.path, cmd.reference)
    return Payment(
        **same_place(claim),
        claim_id=claim.id,
        amount=claim.payable_amount,
        paid_on=cmd.paid_on,
        reference=cmd.reference,
        treasury_path=treasury.path,
        payer_subject=uow.principal.identity.subject,
        payer_name=uow.principal.identity.name,
        payer_role=treasury.role,
    )


def _require_new_reference(uow: UnitOfWork, treasury_path: str, reference: str) -> None:
    used = select(col(Payment.id)).filter_by(treasury_path=treasury_path, reference=reference)
    if uow.session.execute(used).first() is not None:
        raise invalid(
            f"支付凭证号{reference}已登记过一笔支付,请核对",
            f"A payment with the reference {reference} is already recorded; check it",
            ("input", "reference"),
        )


def _lines_of(uow: UnitOfWork, claim: PaymentClaim) -> list[PaymentLine]:
    of_claim = select(PaymentLine).where(col(PaymentLine.claim_id) == claim.id)
    return list(uow.session.scalars(of_claim.order_by(col(PaymentLine.position))))


def _pay_out(uow: UnitOfWork, lines: Sequence[PaymentLine], on: date) -> list[PaidPart]:
    """Take what each line pays from its binding; bindings are locked by id, as everywhere."""
    parts = []
    for line in sorted(lines, key=lambda line: line.funding_id):
        funding = uow.get_for_update(ProjectFunding, line.funding_id)
        allocation = uow.session.get_one(Allocation, funding.allocation_id)
        pay_out(uow, funding, allocation, line.payable_amount, on)
        parts.append(PaidPart(funding, allocation, line.payable_amount, line.retained_amount))
    return parts


def _hold_back(uow: UnitOfWork, claim: PaymentClaim, on: date) -> None:
    share_bps, due_on = claim.retention_share_bps, claim.retention_due_on
    if share_bps is None or due_on is None or not claim.retention_amount:
        return
    retention = uow.add(
        Retention(
            **same_place(claim),
            claim_id=claim.id,
            amount=claim.retention_amount,
            share_bps=share_bps,
            held_on=on,
            due_on=due_on,
            state=RetentionState.HELD,
        )
    )
    uow.begin(retention, RETENTION, RetentionState.HELD, on)
    uow.record(retention, action="retention.hold")
