"""The steps of a claim, and what is known to stand in their way."""

from typing import Final

from chassis.steps import Step
from services.funds.claim.commands import ATTACH, SUBMIT, review_permission, submission_verdicts
from services.funds.claim.states import CLAIM
from services.funds.payment.commands import PAY, payment_verdicts

STEPS: Final = (
    Step("paymentClaimAttach", CLAIM, ATTACH),
    Step("paymentClaimSubmit", CLAIM, SUBMIT, submission_verdicts),
    Step("paymentClaimReview", CLAIM, review_permission),
    Step("paymentClaimPay", CLAIM, PAY, payment_verdicts),
)
