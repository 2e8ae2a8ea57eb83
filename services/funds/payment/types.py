"""Payments and retention as GraphQL shows them, and what they add to claims."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col
from strawberry import ID

from chassis.graph.declare import built, column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.scalars import Money
from chassis.graph.values import Actor
from published.claim_terms import RetentionState
from services.funds.claim.models import PaymentClaim as ClaimRow
from services.funds.payment import models


def _payer(row: Mapping[str, Any]) -> Actor:
    return Actor(subject=row["subject"], name=row["name"], role=row["role"])


@node(models.Payment)
class Payment:
    """Money that left the account [支付]."""

    id: ID = column("Id [标识].")
    amount: Money = column("Yuan [金额].")
    paid_on: date = column("Paid on [支付日期].")
    reference: str = column("Reference of the bank or treasury [支付凭证号].")
    payer: Actor = built(
        _payer,
        "Payer [支付人].",
        subject=models.Payment.payer_subject,
        name=models.Payment.payer_name,
        role=models.Payment.payer_role,
    )


@node(models.Retention)
class Retention:
    """Retention money [质量保证金]."""

    amount: Money = column("Yuan [金额].")
    share_bps: int = column("Share of the claim, 10 000 = 100 % [比例].")
    held_on: date = column("Held since [扣留日期].")
    due_on: date = column("Due on [到期日期].")
    state: RetentionState = column("State [状态].")


def _of_claim(model: Any) -> Any:
    return select(col(model.id)).where(col(model.claim_id) == col(ClaimRow.id)).scalar_subquery()


@adds_to("PaymentClaim")
class _PaymentOfClaim:
    """What paying adds to a claim."""

    payment: "Payment | None" = reference(_of_claim(models.Payment), "Payment; null until paid [支付].")
    retention: "Retention | None" = reference(
        _of_claim(models.Retention), "Retention; null if none is held [质量保证金]."
    )
