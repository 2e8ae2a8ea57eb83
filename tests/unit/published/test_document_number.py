import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.document_number import DocumentNumber
from published.invalid_value import InvalidValueError

issuers = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)
numbers = st.builds(
    DocumentNumber, issuer_code=issuers, year=st.integers(1949, 2999), number=st.integers(1, 999_999_999)
)


@given(numbers)
def test_the_printed_form_reads_back(number: DocumentNumber) -> None:
    assert DocumentNumber.parse(number.text) == number


@pytest.mark.parametrize(
    "printed",
    [
        "新财扶〔2020〕12号",
        "新财扶［２０２０］１２号",
        "新财扶（2020）第12号",
        " 新财扶 [2020] 012 号 ",
        "新财扶【2020】12号",
    ],
)
def test_any_width_and_bracket_is_read(printed: str) -> None:
    assert DocumentNumber.parse(printed) == DocumentNumber(issuer_code="新财扶", year=2020, number=12)


def test_the_same_number_of_another_issuer_is_another_document() -> None:
    assert DocumentNumber.parse("新扶贫领字〔2018〕76号") != DocumentNumber.parse("新扶领办发〔2018〕76号")


@pytest.mark.parametrize(
    "text", ["", "新财扶2020年12号", "〔2020〕12号", "新财扶〔20〕12号", "新财扶〔2020〕0号", "新财扶〔1020〕1号"]
)
def test_what_is_no_document_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="is not a document number") as caught:
        DocumentNumber.parse(text)
    assert "不是文号" in caught.value.zh
