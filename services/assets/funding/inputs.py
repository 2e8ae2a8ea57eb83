"""What an asset was made of, as clients give it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from chassis.inputs import CommandInput, PositiveMoney
from published.invalid_value import InvalidValueError

Source = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class AssetFundingInput(CommandInput):
    """Money of one binding [资金构成]."""

    project_funding_id: UUID = Field(description="Bound project money [项目资金].")
    amount: PositiveMoney = Field(description="Yuan [金额].")


class OtherFundingInput(CommandInput):
    """Money of another source [其他来源]."""

    source: Source = Field(description="Source [来源].")
    amount: PositiveMoney = Field(description="Yuan [金额].")


def _each_binding_once(fundings: list[AssetFundingInput]) -> list[AssetFundingInput]:
    if len({funding.project_funding_id for funding in fundings}) < len(fundings):
        raise InvalidValueError(
            "同一笔项目资金只能填写一次,请合并其金额。", "A project funding appears twice; give one amount each."
        )
    return fundings


AssetFundings = Annotated[list[AssetFundingInput], AfterValidator(_each_binding_once)]
"""Parts of bound project money, of each binding once."""


@dataclass(frozen=True)
class Composition:
    """All the money of one asset, fen."""

    bound: Sequence[AssetFundingInput]
    other: Sequence[OtherFundingInput]

    @property
    def total(self) -> int:
        """The original value that it makes."""
        return sum(each.amount for each in self.bound) + sum(each.amount for each in self.other)
