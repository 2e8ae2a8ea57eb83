"""The detectors: what makes an asset suspect, on the facts that are known of its use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from published.asset_terms import AssetClass
from published.idle_terms import SignalSource
from rulebook.rule import Judgement, Params, Rule, block, not_applicable, passed, rule
from rulebook.verdict import Kind

Number = Annotated[int, Field(ge=1)]


@dataclass(frozen=True)
class UseFacts:
    """What is known of the use of an asset on a date.

    `contract_ended_on` is the last day of its last contract that has ended, `contracted` says whether one runs or is
    signed for later; `used_on` is the last other day on which it was seen in use or gave income without a contract.
    """

    on: date
    asset_class: AssetClass
    in_service_on: date
    contract_ended_on: date | None = None
    contracted: bool = False
    used_on: date | None = None
    incomes_missing: int = 0
    reports: int = 0

    @property
    def last_used_on(self) -> date | None:
        """The last day of known use; None if it was never used."""
        days = (self.contract_ended_on, self.used_on, self.on if self.contracted else None)
        return max((day for day in days if day is not None), default=None)

    @property
    def counted_from(self) -> date:
        """The day from which idle days count: the last use, but no day before service began."""
        return max(self.in_service_on, self.last_used_on or self.in_service_on)

    @property
    def idle_days(self) -> int:
        """Days without known use."""
        return (self.on - self.counted_from).days


class A12Params(Params):
    """Days without use from which an asset of a class is suspect; a class left out is never."""

    idle_days: Mapping[AssetClass, Number]


@rule("A-12", Kind.ALERT)
def unused_too_long(facts: UseFacts, params: A12Params) -> Judgement:
    """Idle assets are found to be revived (四川省双提行动方案 目标); nobody gives a number of days."""
    limit = params.idle_days.get(facts.asset_class)
    if limit is None:
        return not_applicable(zh="到户类资产不作闲置监测。", en="Assets of households are not watched for idleness.")
    measured, required = f"{facts.idle_days}天", f"少于{limit}天"
    if facts.idle_days < limit:
        return passed(measured=measured, required=required)
    since, since_en = _since(facts)
    return block(
        zh=f"自{facts.counted_from}({since})起已{facts.idle_days}天未见使用,达到{limit}天的闲置监测线,请实地核实。",
        en=f"No use seen for {facts.idle_days} days since {facts.counted_from} ({since_en}), the limit is {limit}; "
        "check it in the field.",
        measured=measured,
        required=required,
    )


def _since(facts: UseFacts) -> tuple[str, str]:
    if facts.counted_from == facts.contract_ended_on:
        return "合同到期", "its contract ended"
    if facts.counted_from == facts.used_on:
        return "最后使用", "last seen in use"
    return "投入使用", "it went into service"


class A04Params(Params):
    """Days after the end of a contract within which a successor is expected."""

    days_without_successor: Number


@rule("A-04", Kind.ALERT)
def contract_has_a_successor(facts: UseFacts, params: A04Params) -> Judgement:
    """Idleness is to be prevented (新扶领办传〔2019〕75号 六): a contract that ends has a successor."""
    if facts.contract_ended_on is None or facts.counted_from != facts.contract_ended_on:
        return not_applicable(
            zh="没有到期的经营合同,或到期后仍在使用。", en="No contract of it has ended unused since."
        )
    days = (facts.on - facts.contract_ended_on).days
    measured, required = f"{days}天", f"少于{params.days_without_successor}天"
    if days < params.days_without_successor:
        return passed(measured=measured, required=required)
    return block(
        zh=f"经营合同于{facts.contract_ended_on}到期,{days}天内没有新合同,请实地核实使用情况。",
        en=f"The contract ended on {facts.contract_ended_on} and {days} days later none has followed; check its use.",
        measured=measured,
        required=required,
    )


class A05Params(Params):
    """Due incomes in a row that may be missing."""

    missing_periods: Number


@rule("A-05", Kind.ALERT)
def incomes_come_in(facts: UseFacts, params: A05Params) -> Judgement:
    """Owners get what is theirs (新扶领办传〔2019〕75号 六): an asset whose incomes stay away may lie idle."""
    measured, required = f"{facts.incomes_missing}期", f"少于{params.missing_periods}期"
    if facts.incomes_missing < params.missing_periods:
        return passed(measured=measured, required=required)
    return block(
        zh=f"已有{facts.incomes_missing}期应收收益未到账,达到{params.missing_periods}期的监测线,请实地核实使用情况。",
        en=f"{facts.incomes_missing} due incomes are missing, the limit is {params.missing_periods}; check its use.",
        measured=measured,
        required=required,
    )


class A02Params(Params):
    """Reports by the public from which an asset is suspect."""

    reports: Number


@rule("A-02", Kind.ALERT)
def nobody_reports_it(facts: UseFacts, params: A02Params) -> Judgement:
    """Assets are kept from idleness, waste and loss (新扶贫领字〔2018〕76号 二(三)): what people report is checked."""
    measured, required = f"{facts.reports}条", f"少于{params.reports}条"
    if facts.reports < params.reports:
        return passed(measured=measured, required=required)
    return block(
        zh=f"收到群众反映{facts.reports}条,请实地核实。",
        en=f"The public sent {facts.reports} reports; check the asset in the field.",
        measured=measured,
        required=required,
    )


RULES: Final[tuple[Rule[UseFacts], ...]] = (
    unused_too_long,
    contract_has_a_successor,
    incomes_come_in,
    nobody_reports_it,
)


def source_of(rule_id: str, facts: UseFacts) -> SignalSource:
    """Where the signal of a broken detector comes from."""
    by_rule = {"A-04": SignalSource.CONTRACT, "A-05": SignalSource.INCOME, "A-02": SignalSource.REPORT}
    ended = facts.contract_ended_on is not None and facts.counted_from == facts.contract_ended_on
    return by_rule.get(rule_id, SignalSource.CONTRACT if ended else SignalSource.OCCUPANCY)
