from datetime import date
from enum import Enum
from typing import Annotated, Any
from uuid import UUID

import pytest
from pydantic import Field, model_validator

from chassis.inputs import BusinessDate, CommandInput, PositiveMoney
from chassis.validation import CHINESE, RefusedInput, validated
from published.invalid_value import InvalidValueError

TODAY = date(2020, 6, 1)


class Colour(Enum):
    RED = "RED"


class Line(CommandInput):
    amount: PositiveMoney


class Everything(CommandInput):
    id: UUID | None = None
    short_text: Annotated[str, Field(min_length=2, max_length=3, pattern="^[a-z]+$")] | None = None
    count: Annotated[int, Field(ge=1, le=5)] | None = None
    more: Annotated[int, Field(gt=1, lt=5)] | None = None
    colour: Colour | None = None
    flag: bool | None = None
    held_on: BusinessDate | None = None
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=2)] = (Line(amount="1"),)  # type: ignore[arg-type]

    @model_validator(mode="after")
    def _not_both(self) -> "Everything":
        if self.count and self.more:
            raise InvalidValueError("两项不能同时填写。", "Not both.")
        return self


def faults(raw: dict[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    with pytest.raises(RefusedInput) as refused:
        validated(Everything, raw, TODAY)
    return [(fault.field, fault.message) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("raw", "field", "said"),
    [
        ({"id": "x"}, ("input", "id"), "不是有效的标识"),
        ({"id": 1.5}, ("input", "id"), "不是有效的标识"),
        ({"short_text": "a"}, ("input", "shortText"), "至少填写2个字符"),
        ({"short_text": "abcd"}, ("input", "shortText"), "最多填写3个字符"),
        ({"short_text": "AB"}, ("input", "shortText"), "格式不正确"),
        ({"short_text": 5}, ("input", "shortText"), "须为文本"),
        ({"count": 0}, ("input", "count"), "不能小于1"),
        ({"count": 6}, ("input", "count"), "不能大于5"),
        ({"count": "many"}, ("input", "count"), "须为整数"),
        ({"more": 1}, ("input", "more"), "须大于1"),
        ({"more": 5}, ("input", "more"), "须小于5"),
        ({"colour": "BLUE"}, ("input", "colour"), "不在可选值之内"),
        ({"flag": "perhaps"}, ("input", "flag"), "须为是或否"),
        ({"held_on": "2020-06-02"}, ("input", "heldOn"), "晚于今天"),
        ({"held_on": "2020-02-30"}, ("input", "heldOn"), "不是日期"),
        ({"lines": []}, ("input", "lines"), "至少填写1项"),
        ({"lines": [{"amount": "1"}] * 3}, ("input", "lines"), "最多填写2项"),
        ({"lines": [{"amount": "1"}, {}]}, ("input", "lines", "1", "amount"), "此项必填"),
        ({"lines": [{"amount": "0.001"}]}, ("input", "lines", "0", "amount"), "细于一分"),
        ({"unknown_name": 1}, ("input", "unknownName"), "没有此项"),
        ({"count": 2, "more": 3}, ("input",), "两项不能同时填写。"),
        ({"short_text": "a\0"}, ("input", "shortText"), "含有无法保存的字符"),
        ({"lines": [{"amount": "\udc00"}]}, ("input", "lines", "0", "amount"), "含有无法保存的字符"),
    ],
)
def test_each_fault_is_said_in_chinese_at_its_graphql_path(
    raw: dict[str, Any], field: tuple[str, ...], said: str
) -> None:
    [(path, message)] = faults(raw)
    assert path == field
    assert said in message


def test_all_faults_are_told_at_once() -> None:
    assert [path for path, _ in faults({"count": 0, "more": 9})] == [("input", "count"), ("input", "more")]


def test_an_input_without_fault_is_its_model() -> None:
    assert validated(Everything, {"held_on": "2020-06-01"}, TODAY).held_on == TODAY


def test_no_message_is_left_in_english() -> None:
    assert all(any("\u4e00" <= character <= "\u9fff" for character in text) for text in CHINESE.values())
