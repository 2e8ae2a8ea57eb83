from dataclasses import dataclass

import pytest

from rulebook.rule import Judgement, NoParams, Params, block, not_applicable, not_evaluable, passed, rule
from rulebook.verdict import Kind, Outcome


@dataclass(frozen=True)
class Facts:
    days: int | None


class DayParams(Params):
    days: int


@rule("F-42", Kind.ALERT)
def in_time(facts: Facts, params: DayParams) -> Judgement:
    if facts.days is None:
        return not_evaluable(zh="未知。", en="Unknown.")
    return passed() if facts.days <= params.days else block(zh="逾期。", en="Late.", measured=f"{facts.days} 日")


def test_a_declared_rule_knows_its_id_kind_and_parameters() -> None:
    assert (in_time.id, in_time.kind, in_time.params) == ("F-42", Kind.ALERT, DayParams)


def test_a_rule_is_called_like_the_function_it_is() -> None:
    assert in_time(Facts(5), DayParams(days=5)) == passed()
    assert in_time(Facts(6), DayParams(days=5)).measured == "6 日"
    assert in_time(Facts(None), DayParams(days=5)).outcome is Outcome.NOT_EVALUABLE


def test_satisfied_and_not_applicable_have_texts_of_their_own() -> None:
    for judgement in (passed(), not_applicable()):
        assert judgement.zh.endswith("。")
        assert judgement.en.endswith(".")


@pytest.mark.parametrize("rule_id", ["F-7", "Z-01", "f-42", "F-421", ""])
def test_an_id_that_the_catalogue_cannot_hold_is_refused(rule_id: str) -> None:
    with pytest.raises(TypeError, match="not a catalogue id"):
        rule(rule_id, Kind.GUARD)


def test_parameters_must_be_a_params_class() -> None:
    def numbers(facts: Facts, params: int) -> Judgement:
        return passed()

    with pytest.raises(TypeError, match=r"F-01 must take \(facts, params\)"):
        rule("F-01", Kind.GUARD)(numbers)  # type: ignore[type-var]


def test_parameters_may_be_none_at_all() -> None:
    @rule("F-05", Kind.RECORD)
    def booked_singly(facts: Facts, params: NoParams) -> Judgement:
        return passed()

    assert booked_singly(Facts(1), NoParams()).outcome is Outcome.PASS
