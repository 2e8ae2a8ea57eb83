"""From raw GraphQL input to a validated command input, with Chinese messages and GraphQL paths."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from chassis.errors import Fault, invalid
from published.invalid_value import InvalidValueError

Input = TypeVar("Input", bound=BaseModel)

CHINESE = {
    "missing": "此项必填",
    "extra_forbidden": "没有此项,请删除",
    "string_too_short": "至少填写{min_length}个字符",
    "string_too_long": "最多填写{max_length}个字符",
    "string_pattern_mismatch": "格式不正确",
    "too_short": "至少填写{min_length}项",
    "too_long": "最多填写{max_length}项",
    "greater_than": "须大于{gt}",
    "greater_than_equal": "不能小于{ge}",
    "less_than": "须小于{lt}",
    "less_than_equal": "不能大于{le}",
    "enum": "不在可选值之内",
    "literal_error": "不在可选值之内",
    "uuid_parsing": "不是有效的标识",
    "uuid_type": "不是有效的标识",
    "date_type": "不是有效的日期",
    "date_parsing": "不是有效的日期",
    "date_from_datetime_parsing": "不是有效的日期",
    "int_type": "须为整数",
    "int_parsing": "须为整数",
    "bool_type": "须为是或否",
    "bool_parsing": "须为是或否",
    "string_type": "须为文本",
}
"""Chinese for the kinds of refusal that inputs of ours meet; `{…}` is filled from the constraint."""


class RefusedInput(Exception):
    """Every fault of one input."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def validated(model: type[Input], raw: Mapping[str, Any], today: date) -> Input:
    """The input as its model; RefusedInput with one INVALID_INPUT per fault. Business dates are held against today."""
    _require_storable(raw, ("input",))
    try:
        return model.model_validate(raw, context={"today": today})
    except ValidationError as error:
        raise RefusedInput(tuple(_fault(detail) for detail in _told(error.errors()))) from error


def _told(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without 'too short' of a list that only lacks the items that are faulty themselves."""
    inside = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]


def _fault(detail: ErrorDetails) -> Fault:
    message, message_en = _messages(detail)
    return invalid(message, message_en, ("input", *(_step(part) for part in detail["loc"])))


def _step(part: str | int) -> str:
    return str(part) if isinstance(part, int) else to_camel(part)


def _messages(detail: ErrorDetails) -> tuple[str, str]:
    context = detail.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, InvalidValueError):
        return cause.zh, cause.en
    if "zh" in context:
        return context["zh"], context["en"]
    chinese = CHINESE.get(detail["type"], "输入不符合要求").format_map(context)
    return f"{chinese},请更正后重新提交", f"{detail['msg']}; correct it and send again"


def _require_storable(value: Any, path: tuple[str, ...]) -> None:
    """No database text can hold a NUL character or half of a surrogate pair."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _require_storable(inner, (*path, to_camel(str(name))))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            _require_storable(inner, (*path, str(place)))
    elif isinstance(value, str) and not _is_storable(value):
        fault = invalid(
            "含有无法保存的字符,请删除后重新提交", "It has characters that cannot be stored; remove them", path
        )
        raise RefusedInput((fault,))


def _is_storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
