"""Commands of payments."""

from chassis.graph.payload import command, mutation
from services.funds.claim.types import PaymentClaimPayload
from services.funds.payment import commands, types  # noqa: F401  # declares what claims show of payments


@mutation
class PaymentMutation:
    """Commands."""

    payment_claim_pay: "PaymentClaimPayload | None" = command(
        commands.pay_claim, "Record the payment; neither drafter nor approver may [支付]."
    )
