import pytest

from published.fund_terms import ProjectFundingState
from services.funds.binding.states import FUNDING
from services.funds.ledger.states import ADDS, LedgerEntryKind
from services.funds.summary.states import FundScope, scope_label


def test_every_kind_of_entry_adds_to_exactly_one_sum() -> None:
    kinds = [kind for signs in ADDS.values() for kind in signs]
    assert sorted(kinds) == sorted(LedgerEntryKind)
    assert {sign for signs in ADDS.values() for sign in signs.values()} == {1, -1}


def test_paid_money_moves_nowhere() -> None:
    assert not any(FUNDING.allows(ProjectFundingState.PAID, to) for to in ProjectFundingState)


@pytest.mark.parametrize(
    ("scope", "label"),
    [
        (FundScope.ALL_SOURCES, "全部口径(含甲州本级安排)"),
        (FundScope.UPPER_LEVELS, "上级下达口径(不含甲州本级安排)"),
        (FundScope.OWN_BUDGET, "本级安排口径(仅甲州本级安排)"),
    ],
)
def test_a_scope_in_words(scope: FundScope, label: str) -> None:
    assert scope_label(scope, "甲州") == label
