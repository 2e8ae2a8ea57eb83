"""Regions that something is to be said of as a whole."""

from collections.abc import Callable
from typing import Any

from chassis.errors import RequestCode, RequestFault
from chassis.graph.context import ReadContext
from chassis.graph.listing import partial_scope


async def whole_region(ctx: ReadContext, code: str, refusal: Callable[[], RequestFault] = partial_scope) -> Any:
    """The region of a code; PARTIAL_SCOPE unless all of it is in scope, INVALID_INPUT if there is none."""
    region = await ctx.region(code)
    if region is None and ctx.identity.signed_in:
        raise RequestFault(
            RequestCode.INVALID_INPUT,
            f"行政区划代码{code}不存在,请核对后重新查询",
            f"There is no region with the code {code}; check it and ask again",
        )
    if region is None or not ctx.principal.sees(region.path):
        raise refusal()
    return region
