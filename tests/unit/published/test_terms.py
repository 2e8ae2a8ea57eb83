from inspect import getmembers, isclass

import pytest

from published import (
    asset_terms,
    claim_terms,
    distribution_terms,
    document_terms,
    fund_terms,
    idle_terms,
    notice_terms,
    operation_terms,
    origin,
    project_terms,
    review_terms,
)
from published.fund_terms import FundLevel
from published.labelled import Labelled

VOCABULARIES: set[type[Labelled]] = {
    value
    for module in (
        asset_terms,
        claim_terms,
        distribution_terms,
        document_terms,
        fund_terms,
        idle_terms,
        notice_terms,
        operation_terms,
        origin,
        project_terms,
        review_terms,
    )
    for _, value in getmembers(module, isclass)
    if issubclass(value, Labelled) and value is not Labelled
}


@pytest.mark.parametrize("vocabulary", sorted(VOCABULARIES, key=str))
def test_every_value_is_its_name_and_has_both_texts(vocabulary: type[Labelled]) -> None:
    assert len(vocabulary) > 1
    for member in vocabulary:
        assert member.name == member.value
        assert member.en
        assert any("一" <= character <= "鿿" for character in member.label)


def test_a_member_is_its_plain_value_with_texts_beside() -> None:
    assert FundLevel("CENTRAL") is FundLevel.CENTRAL
    assert f"{FundLevel.CENTRAL}" == "CENTRAL"
    assert FundLevel.CENTRAL.description == "Central [中央]."
