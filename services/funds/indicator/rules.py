"""Rules of receiving money and passing it on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from published.fund_terms import FundLevel
from rulebook.rule import Judgement, NoParams, Params, block, not_applicable, not_evaluable, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class ReceiptFacts:
    """A document as it is booked: its lines as (category, level), its two dates and its performance target."""

    lines: tuple[tuple[str, FundLevel], ...]
    received_on: date | None
    recorded_on: date
    performance_target: str | None


@rule("F-05", Kind.RECORD)
def each_receipt_by_itself(facts: ReceiptFacts, params: NoParams) -> Judgement:
    """Each receipt is booked as an entry of its own (fund rules 2018, 二(二))."""
    distinct = len(set(facts.lines))
    if distinct < len(facts.lines):
        return block(
            zh="同一类别、同一级次的资金在本文件中出现多次,请核对是否重复登记。",
            en="Money of one category and level stands in this document more than once; see that none is booked twice.",
            measured=f"{len(facts.lines)}笔明细,其中{distinct}笔不同",
            required="收到一笔登记一笔",
        )
    return passed(measured=f"{distinct}笔", required="收到一笔登记一笔")


@rule("X-11", Kind.RECORD)
def two_dates(facts: ReceiptFacts, params: NoParams) -> Judgement:
    """A receipt carries the day it happened beside the day it was recorded (self-evaluation 2020, 二(一))."""
    if facts.received_on is None:
        return not_evaluable(zh="收到日期未知。", en="The day of receipt is unknown.", required="收到日期和登记日期")
    measured = f"{facts.received_on}收到,{facts.recorded_on}登记"
    if facts.received_on > facts.recorded_on:
        return block(
            zh="收到日期晚于登记日期。",
            en="Received after it was recorded.",
            measured=measured,
            required="先收到后登记",
        )
    return passed(measured=measured, required="收到日期和登记日期")


@rule("F-49", Kind.GUARD)
def target_before_budget(facts: ReceiptFacts, params: NoParams) -> Judgement:
    """A budget is issued only with a performance target (fund-use report 2020, 二)."""
    if not facts.performance_target:
        return block(
            zh="未明确资金绩效目标,不能下达资金预算;请填写绩效目标。",
            en="Without a performance target no budget is issued; give the target.",
            required="绩效目标",
        )
    return passed(measured="已明确绩效目标", required="绩效目标")


RECEIPT_RULES = (target_before_budget, each_receipt_by_itself, two_dates)


@dataclass(frozen=True)
class Transfer:
    """When a document was received and when all of it was passed on; an import may know neither."""

    received_on: date | None
    issued_on: date | None
    imported: bool

    @property
    def is_known(self) -> bool:
        """Whether both dates are known; one that is not passed on yet has no second one, unless it was imported."""
        return self.received_on is not None and not (self.imported and self.issued_on is None)

    def days(self, today: date) -> int:
        """Days from receipt to issue, or until today while it waits; 0 where the receipt is unknown."""
        return ((self.issued_on or today) - self.received_on).days if self.received_on else 0


@dataclass(frozen=True)
class TransferFacts:
    """Documents, seen on a day."""

    transfers: tuple[Transfer, ...]
    today: date


class F42Params(Params):
    """Days allowed from receipt to issue; the documents do not say working days."""

    days: int
    day_kind: Literal["NATURAL"]


@rule("F-42", Kind.ALERT)
def passed_on_in_time(facts: TransferFacts, params: F42Params) -> Judgement:
    """Money is passed on within 5 days of the receipt of its document (self-evaluation 2020, 二(一))."""
    required = f"收到后{params.days}日内"
    known = [transfer for transfer in facts.transfers if transfer.is_known]
    longest = max((transfer.days(facts.today) for transfer in known), default=0)
    unknown = len(facts.transfers) - len(known)
    if not facts.transfers:
        return not_applicable(zh="没有资金指标文件。", en="There is no indicator document.")
    if longest > params.days:
        return block(
            zh=f"资金指标文件收到后{longest}日才全部下达或仍未全部下达,超过{params.days}日。",
            en=f"Passed on {longest} days after receipt, or still waiting; {params.days} days are allowed.",
            measured=f"{longest}日",
            required=required,
        )
    if unknown:
        return not_evaluable(
            zh=f"{unknown}份资金指标文件的收到日期或下达日期未知,无法判定。",
            en=f"The day of receipt or of issue of {unknown} indicator document(s) is unknown.",
            required=required,
        )
    return passed(measured=f"{longest}日", required=required)
