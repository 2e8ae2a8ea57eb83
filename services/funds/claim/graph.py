"""Reads and commands of claims."""

from chassis.graph.payload import command, mutation
from chassis.graph.query import by_id, listed, query
from services.funds.claim import commands
from services.funds.claim.types import PaymentClaim, PaymentClaimConnection, PaymentClaimOrder, PaymentClaimPayload


@query
class ClaimQuery:
    """Root fields."""

    payment_claim: "PaymentClaim | None" = by_id("A payment claim by id [报账].")
    payment_claims: "PaymentClaimConnection | None" = listed(
        "Payment claims [报账台账].", where="PaymentClaimWhereInput", order=PaymentClaimOrder
    )


@mutation
class ClaimMutation:
    """Commands."""

    payment_claim_draft: "PaymentClaimPayload | None" = command(commands.draft_claim, "Draft a claim [起草报账].")
    payment_claim_attach: "PaymentClaimPayload | None" = command(
        commands.attach_paper, "Attach an uploaded paper to a claim [附报账材料]."
    )
    payment_claim_submit: "PaymentClaimPayload | None" = command(
        commands.submit_claim, "Submit a claim with all its papers [提交报账]."
    )
    payment_claim_review: "PaymentClaimPayload | None" = command(
        commands.review_claim, "Office signs, then finance approves; never the drafter [审核报账]."
    )
