from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """Enumeration whose members carry their English text and Chinese label beside the value.

    A member is written `CENTRAL = "CENTRAL", "Central", "中央"`; it compares and serialises as the plain string.
    GraphQL takes the enum's description from the class docstring and each value's from `description`.
    """

    _value_: str
    en: str
    label: str

    def __new__(cls, value: str, en: str = "", label: str = "") -> Self:
        """Make a member from its value, English text and Chinese label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.en = en
        member.label = label
        return member

    @property
    def description(self) -> str:
        """English text and the Chinese label in brackets, such as `Central [中央].`, for GraphQL."""
        return f"{self.en} [{self.label}]."
