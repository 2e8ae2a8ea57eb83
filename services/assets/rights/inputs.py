"""Who holds what share, as clients give it."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.inputs import CommandInput, ShareBps
from published.invalid_value import InvalidValueError
from published.shares import Bps, require_whole


class OwnerShareInput(CommandInput):
    """An owner's share [所有权份额]."""

    holder_id: UUID = Field(description="Owner [所有者].")
    share_bps: ShareBps = Field(description="Share, 10 000 = 100 % [份额].")


def _whole(shares: list[OwnerShareInput]) -> list[OwnerShareInput]:
    """The shares make a whole and nobody appears twice; that there are any is for rule A-06 to ask."""
    if len({share.holder_id for share in shares}) < len(shares):
        raise InvalidValueError("同一所有者只能填写一次,请合并其份额。", "An owner appears twice; give one share each.")
    if shares:
        require_whole([Bps(share.share_bps) for share in shares])
    return shares


OwnerShares = Annotated[list[OwnerShareInput], AfterValidator(_whole)]
"""Shares of one right: 100 % together, or none at all."""
