"""How complete a ledger entry is, by the five goals of 新扶领办传〔2019〕75号 六."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from published.asset_terms import OperationState, RightKind, TitleState
from published.labelled import Labelled
from services.assets.asset.categories import categories


class AssetGoal(Labelled):
    """Goal of a complete ledger entry [台账目标]."""

    KNOWN = "KNOWN", "Known: value, place, origin", "家底清晰"
    TITLE = "TITLE", "Title clear", "产权明晰"
    CLASS = "CLASS", "Class set", "类型科学"
    RESPONSIBLE = "RESPONSIBLE", "Somebody responsible", "责任明确"
    REGULATED = "REGULATED", "Operation regulated", "管理规范"


@dataclass(frozen=True)
class EntryFacts:
    """What the ledger knows of an asset. `rights` are the kinds that somebody holds."""

    original_value: int
    category_code: str
    title: TitleState
    operation: OperationState
    rights: frozenset[RightKind]


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
    AssetGoal.CLASS: (lambda facts: facts.category_code in categories(), "资产类别"),
    AssetGoal.RESPONSIBLE: (lambda facts: bool(facts.rights & _RESPONSIBLE), "经营或监督责任人"),
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
