"""The rule packs of funds, loaded and checked when the service starts."""

from typing import Final

from rulebook.book import Rulebook
from services.funds.binding.rules import BINDING_RULES
from services.funds.budget.rules import own_budget_does_not_fall
from services.funds.claim.rules import SUBMIT_RULES, retention_is_bounded
from services.funds.indicator.rules import RECEIPT_RULES, passed_on_in_time
from services.funds.payment.rules import PAYMENT_RULES

PACKS: Final = Rulebook.load(
    (
        *RECEIPT_RULES,
        passed_on_in_time,
        *BINDING_RULES,
        own_budget_does_not_fall,
        *SUBMIT_RULES,
        retention_is_bounded,
        *PAYMENT_RULES,
    )
)
