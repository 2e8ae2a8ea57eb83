"""What a contract over an asset must bring, how long it may last, and when its end calls for somebody."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from published.asset_terms import AssetClass
from published.operation_terms import ContractState, OperationMode
from rulebook.rule import Judgement, Params, block, not_applicable, passed, rule
from rulebook.verdict import Kind

DAY = timedelta(days=1)


class A27Params(Params):
    """Which contracts link households, how long a contract may last, and how long before its end it is watched.

    `term_modes` are the ways of operation that hand an asset to another for a term of at most `most_years`.
    """

    asset_classes: frozenset[AssetClass]
    term_modes: frozenset[OperationMode]
    most_years: Annotated[int, Field(ge=1)]
    watch_days: Annotated[int, Field(ge=1)]


@dataclass(frozen=True)
class SigningFacts:
    """A contract that is to be signed; `households` are those it links, None where it links none."""

    asset_class: AssetClass
    mode: OperationMode
    starts_on: date
    ends_on: date
    households: int | None


@dataclass(frozen=True)
class EndFacts:
    """A contract that runs, seen on a day; `followed` says that the asset has a contract after it."""

    ends_on: date
    on: date
    followed: bool


@rule("A-27", Kind.WARN)
def households_are_linked(facts: SigningFacts, params: A27Params) -> Judgement:
    """Assets keep a mechanism by which poor households gain (新扶领办传〔2019〕75号 六)."""
    if facts.asset_class not in params.asset_classes:
        return not_applicable(zh="该类资产不要求联农带农机制。", en="Assets of this class need no linkage.")
    if facts.households is None:
        return block(
            zh="合同未约定联农带农机制,请补充联结方式、户数和承诺金额。",
            en="The contract links no households; say how, how many and for how much a year.",
            measured="未约定",
            required="联农带农机制",
        )
    return passed(measured=f"{facts.households}户", required="联农带农机制")


@rule("A-27", Kind.WARN)
def a_long_term_is_explained(facts: SigningFacts, params: A27Params) -> Judgement:
    """What is to last for the poor is not given away for too long (同上); the limit is that of leases in civil law."""
    if facts.mode not in params.term_modes:
        return not_applicable(zh="该经营方式不设期限。", en="This way of operation has no limit of time.")
    measured, required = f"{facts.starts_on}至{facts.ends_on}", f"不超过{params.most_years}年"
    if facts.ends_on < _after(facts.starts_on, params.most_years):
        return passed(measured=measured, required=required)
    return block(
        zh=f"合同期限超过{params.most_years}年,超出部分可能无效,请缩短期限或说明理由。",
        en=f"The term exceeds {params.most_years} years, and what exceeds it may be void; shorten it or say why.",
        measured=measured,
        required=required,
    )


@rule("A-27", Kind.ALERT)
def a_contract_is_followed(facts: EndFacts, params: A27Params) -> Judgement:
    """The benefit of an asset lasts (新扶领办传〔2019〕75号 六): before its contract ends the next one is settled."""
    days = (facts.ends_on - facts.on).days
    measured, required = f"剩余{days}天", f"到期前{params.watch_days}天内落实接续合同"
    if days > params.watch_days or facts.followed:
        return passed(measured=measured, required=required)
    if days >= 0:
        zh = f"经营合同将于{facts.ends_on}到期,还剩{days}天,请续签或重新招租。"
        en = f"The contract ends on {facts.ends_on}, in {days} days; renew it or find another operator."
    else:
        zh = f"经营合同已于{facts.ends_on}到期,没有接续合同,请续签或重新招租。"
        en = f"The contract ended on {facts.ends_on} and none follows; renew it or find another operator."
    return block(zh=zh, en=en, measured=measured, required=required)


def state_on(facts: EndFacts, params: A27Params) -> tuple[ContractState, date]:
    """The state of a running contract on a day, and the day from which it holds (for ACTIVE the day itself)."""
    if facts.on > facts.ends_on:
        return ContractState.EXPIRED, facts.ends_on + DAY
    watched_from = facts.ends_on - params.watch_days * DAY
    if facts.on >= watched_from:
        return ContractState.EXPIRING, watched_from
    return ContractState.ACTIVE, facts.on


def _after(start: date, years: int) -> date:
    """The first day after so many years; 29 February counts as 1 March where there is none."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


SIGNING_RULES = (households_are_linked, a_long_term_is_explained)
WATCH_RULES = (a_contract_is_followed,)
RULES = (*SIGNING_RULES, *WATCH_RULES)
