"""Reads of claims."""

from chassis.graph.query import by_id, listed, query
from services.funds.claim.types import PaymentClaim, PaymentClaimConnection, PaymentClaimOrder


@query
class ClaimQuery:
    """Root fields."""

    payment_claim: "PaymentClaim | None" = by_id("A payment claim by id [报账].")
    payment_claims: "PaymentClaimConnection | None" = listed(
        "Payment claims [报账台账].", where="PaymentClaimWhereInput", order=PaymentClaimOrder
    )
