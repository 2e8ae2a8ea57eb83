"""The steps of a distribution that lie ahead, and what stands in the way of each."""

from collections.abc import Sequence
from typing import Final

from chassis.steps import Step
from chassis.uow import UnitOfWork
from rulebook.verdict import Verdict
from services.assets.distribution.commands import use_facts
from services.assets.distribution.models import Distribution
from services.assets.distribution.rules import USE_RULES
from services.assets.distribution.states import DISTRIBUTION


def _uses(uow: UnitOfWork, distribution: Distribution) -> Sequence[Verdict]:
    return uow.judge(USE_RULES, use_facts(uow, distribution), pack=distribution.pack)


STEPS: Final = (
    Step("distributionDeliberate", DISTRIBUTION, "distribution.deliberate", _uses),
    Step("distributionReview", DISTRIBUTION, "distribution.review"),
    Step("distributionFile", DISTRIBUTION, "distribution.file"),
    Step("distributionPay", DISTRIBUTION, "distribution.pay"),
    Step("distributionDisclose", DISTRIBUTION, "distribution.disclose"),
)
