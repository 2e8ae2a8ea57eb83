"""How a rule is declared: one pure function from facts and the pack's parameters to a judgement."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_type_hints

from rulebook.model import RulebookModel
from rulebook.verdict import Kind, Outcome

RULE_ID = "^([PFAX]|ROL)-[0-9]{2}$"
"""Catalogue id: projects, funds, assets, cross-cutting or a role, and two digits."""


class Params(RulebookModel):
    """Base of a rule's parameters, one class per rule; the values stand in the packs, never in code."""


class NoParams(Params):
    """For a rule that needs no number and no list."""


@dataclass(frozen=True)
class Judgement:
    """What a rule function found; the engine adds who says so, how strictly and where it is written."""

    outcome: Outcome
    zh: str
    en: str
    measured: str | None = None
    required: str | None = None


def passed(
    *, zh: str = "符合要求。", en: str = "Satisfied.", measured: str | None = None, required: str | None = None
) -> Judgement:
    """The rule is satisfied."""
    return Judgement(Outcome.PASS, zh, en, measured, required)


def block(*, zh: str, en: str, measured: str | None = None, required: str | None = None) -> Judgement:
    """The rule is broken; the texts say what is wrong and what to do. The pack may soften it to a warning."""
    return Judgement(Outcome.BLOCK, zh, en, measured, required)


def not_applicable(*, zh: str = "不适用。", en: str = "Does not apply here.") -> Judgement:
    """The rule does not speak about this case."""
    return Judgement(Outcome.NOT_APPLICABLE, zh, en)


def not_evaluable(*, zh: str, en: str, required: str | None = None) -> Judgement:
    """A fact that the rule needs is unknown; the texts name it."""
    return Judgement(Outcome.NOT_EVALUABLE, zh, en, required=required)


FactsT = TypeVar("FactsT")
FactsT_contra = TypeVar("FactsT_contra", contravariant=True)
ParamsT = TypeVar("ParamsT", bound=Params)


@dataclass(frozen=True)
class Rule(Generic[FactsT_contra]):
    """A declared rule: catalogue id, kind, class of its parameters and the function that judges."""

    id: str
    kind: Kind
    params: type[Params]
    check: Callable[[FactsT_contra, Any], Judgement]

    def __call__(self, facts: FactsT_contra, params: Params) -> Judgement:
        """Judge facts under parameters given directly, without a pack."""
        return self.check(facts, params)


def rule(
    id: str,  # noqa: A002 - reads as what it is where rules are declared
    kind: Kind,
) -> Callable[[Callable[[FactsT, ParamsT], Judgement]], Rule[FactsT]]:
    """Declare `def name(facts: SomeFacts, params: SomeParams) -> Judgement` as the rule of a catalogue id.

    TypeError at import for a malformed id or a second argument that is not annotated with a Params class.
    """
    if re.match(RULE_ID, id) is None:
        raise TypeError(f"'{id}' is not a catalogue id such as F-07")

    def declare(check: Callable[[FactsT, ParamsT], Judgement]) -> Rule[FactsT]:
        return Rule(id, kind, _params_class(id, check), check)

    return declare


def _params_class(rule_id: str, check: Callable[..., Judgement]) -> type[Params]:
    annotations = [kind for name, kind in get_type_hints(check).items() if name != "return"]
    if len(annotations) != 2 or not (isinstance(annotations[1], type) and issubclass(annotations[1], Params)):
        raise TypeError(f"rule {rule_id} must take (facts, params) with params annotated by a Params class")
    return annotations[1]
