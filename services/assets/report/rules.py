"""That everybody may report what is wrong with an asset."""

from dataclasses import dataclass

from rulebook.rule import Judgement, Params, passed, rule
from rulebook.verdict import Kind


class X10Params(Params):
    """The number that takes reports by telephone."""

    hotline: str


@dataclass(frozen=True)
class ReportFacts:
    """The receipt that a report was given."""

    receipt: str


@rule("X-10", Kind.RECORD)
def a_report_is_received(facts: ReportFacts, params: X10Params) -> Judgement:
    """The whole life of a project stands under the public's supervision (新扶领办传〔2019〕75号 五)."""
    return passed(
        zh=f"已受理,受理编号{facts.receipt};也可拨打监督电话{params.hotline}。",
        en=f"Received under {facts.receipt}; you may also call {params.hotline}.",
        measured=facts.receipt,
    )


RULES = (a_report_is_received,)
