from dataclasses import replace
from datetime import date

import pytest

from published.event import Meeting
from published.fund_terms import FundPurpose, LibraryBinding
from published.project_terms import RegionLevel
from rulebook.engine import judge
from rulebook.rule import NoParams
from rulebook.verdict import Outcome
from services.funds.binding import rules
from services.funds.binding.rules import BINDING_RULES, BindFacts
from services.funds.packs import PACKS

GOOD = BindFacts(
    approval=Meeting(held_on=date(2020, 3, 10), reference="轮扶领纪〔2020〕4号"),
    entered_library_on=date(2020, 3, 10),
    category_name="扶贫发展资金",
    library_binding=LibraryBinding.MUST,
    purpose=FundPurpose.PRO_POOR,
    bound_on=date(2020, 3, 26),
    binder_level=RegionLevel.COUNTY,
)
XINJIANG, DEFAULT = PACKS.get("xinjiang-2019"), PACKS.get("default")


def outcomes(facts: BindFacts) -> dict[str, Outcome]:
    return {verdict.rule_id: verdict.outcome for verdict in judge(BINDING_RULES, facts, XINJIANG)}


def test_a_good_binding_passes_every_rule_that_applies() -> None:
    assert outcomes(GOOD) == {
        "F-07": Outcome.PASS,
        "P-01": Outcome.PASS,
        "P-02": Outcome.NOT_APPLICABLE,
        "F-09": Outcome.PASS,
        "F-59": Outcome.PASS,
    }


@pytest.mark.rule("F-07")
@pytest.mark.parametrize(
    ("approval", "outcome"),
    [
        (None, Outcome.BLOCK),
        (Meeting(held_on=date(2020, 3, 27), reference="会议"), Outcome.BLOCK),
        (Meeting(held_on=date(2020, 3, 26), reference="会议"), Outcome.PASS),
    ],
)
def test_money_needs_a_meeting_that_has_been_held(approval: Meeting | None, outcome: Outcome) -> None:
    assert outcomes(replace(GOOD, approval=approval))["F-07"] is outcome


@pytest.mark.rule("F-07")
def test_it_says_which_meeting() -> None:
    judged = rules.approved_by_leading_group(GOOD, NoParams())
    assert judged.measured == "2020-03-10会议批复(轮扶领纪〔2020〕4号)"


LIBRARY = {LibraryBinding.MUST: "P-01", LibraryBinding.SHOULD: "P-02"}


@pytest.mark.rule("P-01")
@pytest.mark.rule("P-02")
@pytest.mark.parametrize("binding", [*LibraryBinding])
@pytest.mark.parametrize("entered", [None, date(2020, 3, 27), date(2020, 3, 26)])
def test_each_kind_of_money_is_bound_to_the_library_as_its_category_says(
    binding: LibraryBinding, entered: date | None
) -> None:
    found = outcomes(replace(GOOD, library_binding=binding, entered_library_on=entered))
    in_time = entered == GOOD.bound_on
    broken = {LibraryBinding.MUST: Outcome.BLOCK, LibraryBinding.SHOULD: Outcome.WARN}
    for kind, rule_id in LIBRARY.items():
        applies = Outcome.PASS if in_time else broken[kind]
        assert found[rule_id] is (applies if kind is binding else Outcome.NOT_APPLICABLE)


@pytest.mark.rule("P-01")
@pytest.mark.parametrize(("year", "outcome"), [(2018, Outcome.NOT_APPLICABLE), (2019, Outcome.BLOCK)])
def test_the_library_binds_from_2019_on(year: int, outcome: Outcome) -> None:
    facts = replace(GOOD, entered_library_on=None, bound_on=date(year, 12, 31))
    assert outcomes(facts)["P-01"] is outcome


@pytest.mark.rule("P-02")
def test_should_asks_for_a_reason_and_must_stops() -> None:
    outside = replace(GOOD, entered_library_on=None)
    must, should = (
        next(v for v in judge(BINDING_RULES, replace(outside, library_binding=kind), XINJIANG) if v.rule_id == rule_id)
        for kind, rule_id in LIBRARY.items()
    )
    assert (must.blocks, must.asks_reason) == (True, False)
    assert (should.blocks, should.asks_reason) == (False, True)


@pytest.mark.rule("F-09")
@pytest.mark.parametrize("level", [*RegionLevel])
def test_the_county_and_below_bind_and_nobody_above(level: RegionLevel) -> None:
    above = level in {RegionLevel.PROVINCE, RegionLevel.PREFECTURE}
    assert outcomes(replace(GOOD, binder_level=level))["F-09"] is (Outcome.BLOCK if above else Outcome.PASS)


@pytest.mark.rule("F-59")
@pytest.mark.parametrize("purpose", [*FundPurpose])
def test_a_pack_may_leave_out_a_purpose(purpose: FundPurpose) -> None:
    without = rules.F59Params(purposes=frozenset(FundPurpose) - {purpose})
    facts = replace(GOOD, purpose=purpose)
    judged = rules.for_an_allowed_purpose(facts, without)
    assert (judged.outcome, judged.measured) == (Outcome.BLOCK, purpose.label)
    assert purpose.label not in str(judged.required)
    assert outcomes(facts)["F-59"] is Outcome.PASS


def test_each_rule_cites_a_document_in_both_packs() -> None:
    for pack in (XINJIANG, DEFAULT):
        assert all(verdict.citation for verdict in judge(BINDING_RULES, GOOD, pack))
    assert {verdict.pack for verdict in judge(BINDING_RULES, GOOD, XINJIANG)} == {"xinjiang-2019"}
