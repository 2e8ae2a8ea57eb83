"""What the ledger entry of an asset must hold, how complete it is by the five goals, and how its value goes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from published.asset_terms import OperationState, RightKind, TitleState
from published.labelled import Labelled
from published.money import Fen, format_yuan
from published.shares import WHOLE
from rulebook.rule import Judgement, Params, block, not_applicable, passed, rule
from rulebook.verdict import Kind


class AssetGoal(Labelled):
    """Goal of a complete ledger entry [台账目标]."""

    KNOWN = "KNOWN", "Known: value, place, origin", "家底清晰"
    TITLE = "TITLE", "Title clear", "产权明晰"
    CLASS = "CLASS", "Class set", "类型科学"
    RESPONSIBLE = "RESPONSIBLE", "Somebody responsible", "责任明确"
    REGULATED = "REGULATED", "Operation regulated", "管理规范"


@dataclass(frozen=True)
class EntryFacts:
    """What the ledger knows of an asset: the kinds of rights that somebody holds, whether somebody keeps it up."""

    original_value: int
    category_known: bool
    title: TitleState
    operation: OperationState
    rights: frozenset[RightKind]
    kept_up: bool = False


@dataclass(frozen=True)
class Findings:
    """Goals met, and what each other goal still lacks, in Chinese."""

    met: tuple[AssetGoal, ...]
    missing: tuple[str, ...]


_CLEAR_TITLES: Final = {TitleState.CONFIRMED, TitleState.HANDED_OVER, TitleState.IN_BOOKS}
_REGULATED: Final = {OperationState.SELF_OPERATED, OperationState.CONTRACTED, OperationState.EXPIRING}
_RESPONSIBLE: Final = frozenset({RightKind.OPERATION, RightKind.SUPERVISION})

_CHECKS: Final[dict[AssetGoal, tuple[Callable[[EntryFacts], bool], str]]] = {
    AssetGoal.KNOWN: (lambda facts: facts.original_value > 0, "原值与资金来源"),
    AssetGoal.TITLE: (lambda facts: facts.title in _CLEAR_TITLES, "确权"),
    AssetGoal.CLASS: (lambda facts: facts.category_known, "资产类别"),
    AssetGoal.RESPONSIBLE: (
        lambda facts: facts.kept_up or bool(facts.rights & _RESPONSIBLE),
        "经营、监督或管护责任人",
    ),
    AssetGoal.REGULATED: (lambda facts: facts.operation in _REGULATED, "经营方式"),
}
"""Per goal, whether the facts meet it and what is named as missing where they do not."""


def findings(facts: EntryFacts, goals: Iterable[AssetGoal]) -> Findings:
    """Hold the facts against the goals that a pack asks for."""
    checked = [(goal, *_CHECKS[goal]) for goal in goals]
    return Findings(
        met=tuple(goal for goal, meets, _ in checked if meets(facts)),
        missing=tuple(what for _, meets, what in checked if not meets(facts)),
    )


class LedgerItem(Labelled):
    """What an entry is to say [登记内容]."""

    OPERATOR = "OPERATOR", "Operator", "经营主体"
    FUND_SOURCE = "FUND_SOURCE", "Fund source", "资金来源"
    BENEFIT = "BENEFIT", "Benefit of the project", "项目效益"
    BENEFICIARIES = "BENEFICIARIES", "Beneficiaries", "受益对象"
    SUPERVISION = "SUPERVISION", "Supervision", "监督管理"


class A01Params(Params):
    """What an entry says at least."""

    items: tuple[LedgerItem, ...]


class A03Params(Params):
    """Goals of a complete entry."""

    goals: tuple[AssetGoal, ...]


@dataclass(frozen=True)
class RegistrationFacts:
    """A new entry and the households that its project is for (None where the project does not say)."""

    entry: EntryFacts
    households: int | None

    def says(self, item: LedgerItem) -> bool:
        """Whether the entry says it; who benefits shows in the holder of the income right."""
        return {
            LedgerItem.OPERATOR: RightKind.OPERATION in self.entry.rights,
            LedgerItem.FUND_SOURCE: self.entry.original_value > 0,
            LedgerItem.BENEFIT: RightKind.INCOME in self.entry.rights,
            LedgerItem.BENEFICIARIES: bool(self.households),
            LedgerItem.SUPERVISION: RightKind.SUPERVISION in self.entry.rights,
        }[item]


@rule("A-01", Kind.RECORD)
def entry_says_what_it_must(facts: RegistrationFacts, params: A01Params) -> Judgement:
    """An entry names operator, money, benefit, beneficiaries and supervision (新扶贫领字〔2018〕76号 二(三))."""
    missing = [item for item in params.items if not facts.says(item)]
    measured, required = f"{len(params.items) - len(missing)}项", f"{len(params.items)}项"
    if not missing:
        return passed(measured=measured, required=required)
    return block(
        zh=f"台账尚缺{'、'.join(item.label for item in missing)},请在后续环节补登。",
        en=f"The entry does not say yet: {', '.join(item.en.lower() for item in missing)}. Add it later.",
        measured=measured,
        required=required,
    )


@rule("A-03", Kind.CALC)
def entry_meets_the_goals(facts: RegistrationFacts, params: A03Params) -> Judgement:
    """Known, title clear, class set, somebody responsible, operation regulated (新扶领办传〔2019〕75号 六)."""
    found = findings(facts.entry, params.goals)
    measured, required = f"{len(found.met)}项", f"{len(params.goals)}项"
    if not found.missing:
        return passed(measured=measured, required=required)
    return block(
        zh=f"五项台账目标尚缺:{'、'.join(found.missing)}。",
        en=f"Goals met: {', '.join(goal.en.lower() for goal in found.met) or 'none'}; the others lack a fact.",
        measured=measured,
        required=required,
    )


@dataclass(frozen=True)
class FormationFacts:
    """An accepted project and how many assets it has formed so far."""

    accepted_on: date
    assets: int


@rule("A-01", Kind.ALERT)
def what_was_formed_is_registered(facts: FormationFacts, _params: A01Params) -> Judgement:
    """What a project has formed is registered, so that nothing is lost (新扶贫领字〔2018〕76号 二(三))."""
    measured, required = f"{facts.assets}项", "至少1项"
    if facts.assets:
        return passed(measured=measured, required=required)
    return block(
        zh=f"项目已于{facts.accepted_on}验收,形成的资产尚未登记,请办理资产登记(assetRegister)。",
        en=f"The project was accepted on {facts.accepted_on} and none of its assets is registered; register them.",
        measured=measured,
        required=required,
    )


class A16Params(Params):
    """What share of the value stays in the end, and how many months pass before the first part goes."""

    residual_bps: Annotated[int, Field(ge=0, le=WHOLE)]
    begins_after_months: Annotated[int, Field(ge=0)]


@dataclass(frozen=True)
class ValueFacts:
    """What an asset was worth when it was formed, fen, and for how many months it is of use (None: not known)."""

    original_value: int
    formed_on: date
    useful_life_months: int | None


@dataclass(frozen=True)
class Depreciation:
    """Fen that go in equal parts over so many months, the first of which begins on a day."""

    amount: int
    months: int
    begins_on: date

    def gone(self, on: date) -> int:
        """Fen that have gone when `on` begins: a month counts once it is over; all of it after the last."""
        elapsed = (on.year - self.begins_on.year) * 12 + on.month - self.begins_on.month
        return self.amount * min(max(elapsed, 0), self.months) // self.months


def depreciation(facts: ValueFacts, params: A16Params) -> Depreciation | None:
    """How the value goes; None where all of it stays, or nothing is known of the useful life."""
    amount = facts.original_value - facts.original_value * params.residual_bps // WHOLE
    if facts.useful_life_months is None or amount == 0:
        return None
    month = facts.formed_on.year * 12 + facts.formed_on.month - 1 + params.begins_after_months
    return Depreciation(amount, facts.useful_life_months, date(month // 12, month % 12 + 1, 1))


@rule("A-16", Kind.CALC)
def value_goes_over_the_useful_life(facts: ValueFacts, params: A16Params) -> Judgement:
    """What an asset would be put in for as a share; no document says how to reckon it, so the pack assumes a way."""
    goes = depreciation(facts, params)
    if goes is None:
        return not_applicable(zh="未填使用年限或无可折旧价值,净值等于原值。", en="No useful life: the value stays.")
    return passed(
        zh=f"自{goes.begins_on}起分{goes.months}个月平均折旧{format_yuan(Fen(goes.amount))}元。",
        en=f"{format_yuan(Fen(goes.amount))} yuan go in {goes.months} equal parts from {goes.begins_on} on.",
        measured=f"{goes.months}个月",
    )


RULES = (entry_says_what_it_must, entry_meets_the_goals)
FORMATION_RULES = (what_was_formed_is_registered,)
VALUE_RULES = (value_goes_over_the_useful_life,)
