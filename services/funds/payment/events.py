"""What is told of payments."""

from collections.abc import Sequence

from published.funds import PaidLine, PaymentPaidV1, PaymentSnapshot
from published.money import Fen
from services.funds.claim.models import PaymentClaim, PaymentLine
from services.funds.payment.models import Payment


def payment_paid(payment: Payment, claim: PaymentClaim, lines: Sequence[PaymentLine]) -> PaymentPaidV1:
    """What went to the payee, by binding, and what was held back."""
    return PaymentPaidV1(
        payment=PaymentSnapshot(
            id=payment.id,
            version=payment.version,
            region_id=payment.region_id,
            region_code=payment.region_code,
            region_path=payment.region_path,
            claim_id=claim.id,
            project_id=claim.project_id,
            stage=claim.stage,
            payee_id=claim.payee_id,
            amount=Fen(payment.amount),
            retained_amount=Fen(claim.retention_amount),
            paid_on=payment.paid_on,
            lines=tuple(PaidLine(project_funding_id=line.funding_id, amount=Fen(line.paid_amount)) for line in lines),
        )
    )
