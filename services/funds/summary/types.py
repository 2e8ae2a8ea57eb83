"""Money of a region and fiscal year as GraphQL shows it."""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import strawberry

from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.enums import enum_type
from chassis.graph.fields import reference_to, returning
from chassis.graph.instances import made
from chassis.graph.rows import load
from chassis.graph.scalars import Money
from chassis.graph.values import RuleVerdict, described
from chassis.region import in_force
from services.funds.budget.types import growth_verdicts
from services.funds.indicator.types import transfer_verdicts
from services.funds.packs import PACKS
from services.funds.summary.models import AMOUNTS, Cut, owners_of_own_money, regions_below, sums_by_category
from services.funds.summary.states import FundScope, scope_label

enum_type(FundScope)
ROOT: Final = "services.funds"
WHOLE_BPS: Final = 10_000


def _computed(resolve: Any, annotation: Any, description: str) -> Any:
    return returning(resolve, names.resolve(annotation, __name__), description)


async def _category(self: Any, info: strawberry.Info[ReadContext, None]) -> Any:
    return await load(info.context, names.find(ROOT, "FundCategory"), self.category_id)


@strawberry.type(description="One category's part of a summary [类别金额].")
class FundCategoryAmount:
    """Sums of one category."""

    category = _computed(_category, "FundCategory", "Category [资金类别].")
    received_amount: Money = described("Received, yuan [到位].")
    issued_amount: Money = described("Issued, yuan [下达].")
    bound_amount: Money = described("Bound, yuan [安排].")
    paid_amount: Money = described("Paid, yuan [支付].")
    available_amount: Money = described("Available, yuan [余额].")


names.register(FundCategoryAmount)


async def _region(self: Any) -> Any:
    return reference_to(names.find(ROOT, "Region"), self.place["id"])


async def _children(self: Any, info: strawberry.Info[ReadContext, None]) -> Any:
    places = await info.context.fetch(regions_below(self.place["id"]))
    below = await asyncio.gather(*(summary_of(info.context, place, self.cut, self.scope) for place in places))
    return [each for each in below if each.amounts or in_force(each.place, self.cut.as_of)]


async def _categories(self: Any) -> Any:
    return [made(FundCategoryAmount, amounts) for amounts in self.amounts]


async def _label(self: Any, info: strawberry.Info[ReadContext, None]) -> Any:
    owners = await info.context.loader(("fund-owners", self.cut), _owners(info.context, self.cut)).load(
        self.place["id"]
    )
    return scope_label(self.scope, "、".join(owners) or self.place["name"])


async def _verdicts(self: Any, info: strawberry.Info[ReadContext, None]) -> Any:
    cut, region_id = self.cut, self.place["id"]
    pack = PACKS.select(self.place["code"], date(cut.fiscal_year, 12, 31))
    transfers = await transfer_verdicts(info.context, region_id, cut.fiscal_year, cut.as_of, cut.known_at, pack)
    return transfers + await growth_verdicts(info.context, region_id, cut.fiscal_year, cut.known_at, pack)


@strawberry.type(description="Money of a region and fiscal year [资金汇总].")
class FundSummary:
    """The sums of a region's own book."""

    region = _computed(_region, "Region | None", "Region [地区].")
    children = _computed(_children, "list[FundSummary]", "The same for each region directly below, by code [下级汇总].")
    as_of: date = described(
        "Business date it is true for; an undated import counts from the last day of its fiscal year, or from the day "
        "it was recorded or first used if that is earlier [截止日]."
    )
    known_at: datetime = described("Only ledger entries sealed by then count [认知时点].")
    fiscal_year: int = described("Fiscal year [预算年度].")
    scope: FundScope = described("Scope [统计口径].")
    scope_label = _computed(_label, "str", "Scope in words, to print beside every total [口径说明].")
    received_amount: Money = described("Received by document or allocation, yuan [到位资金].")
    issued_amount: Money = described("Passed on to regions below, yuan [下达资金].")
    bound_amount: Money = described("Bound to projects, yuan [安排到项目].")
    paid_amount: Money = described("Paid to payees, yuan [已支付].")
    retained_amount: Money = described("Retention held, yuan [质量保证金].")
    available_amount: Money = described("received − issued − bound, yuan [可用余额].")
    spend_progress_bps: int | None = described(
        "paid ÷ received, 10 000 = 100 %, half a point rounded up; null when nothing was received [支出进度]."
    )
    categories = _computed(_categories, "list[FundCategoryAmount]", "The same amounts by category, by code [分类别].")
    verdicts = _computed(_verdicts, list[RuleVerdict], "Watching rules such as F-42 and F-51 [规则判定].")


names.register(FundSummary)


async def summary_of(ctx: ReadContext, place: Mapping[Any, Any], cut: Cut, scope: FundScope) -> Any:
    """The summary of a region given by id, code and name; asked for at the same time, regions are summed together."""
    amounts = await ctx.loader(("fund-sums", cut, scope), _sums(ctx, cut, scope)).load(place["id"])
    whole = _with_rest({name: sum(each[name] for each in amounts) for name in AMOUNTS})
    received, paid = whole["received_amount"], whole["paid_amount"]
    return made(
        FundSummary,
        {
            **whole,
            "spend_progress_bps": (2 * WHOLE_BPS * paid + received) // (2 * received) if received > 0 else None,
            "place": place,
            "cut": cut,
            "amounts": amounts,
            "scope": scope,
            "as_of": cut.as_of,
            "known_at": cut.known_at,
            "fiscal_year": cut.fiscal_year,
        },
    )


def _with_rest(amounts: dict[str, int]) -> dict[str, int]:
    rest = amounts["received_amount"] - amounts["issued_amount"] - amounts["bound_amount"]
    return amounts | {"available_amount": rest}


def _sums(ctx: ReadContext, cut: Cut, scope: FundScope) -> Any:
    async def batch(region_ids: list[UUID]) -> list[list[dict[str, Any]]]:
        found: dict[UUID, list[dict[str, Any]]] = {each: [] for each in region_ids}
        for row in await ctx.fetch(sums_by_category(cut, scope, region_ids)):
            amounts = _with_rest({name: int(row[name]) for name in AMOUNTS})
            found[row["region_id"]].append(amounts | {"category_id": row["category_id"]})
        return [found[each] for each in region_ids]

    return batch


def _owners(ctx: ReadContext, cut: Cut) -> Any:
    async def batch(region_ids: list[UUID]) -> list[list[str]]:
        found: dict[UUID, list[str]] = {each: [] for each in region_ids}
        for row in await ctx.fetch(owners_of_own_money(cut, region_ids)):
            found[row["region_id"]].append(row["name"])
        return [found[each] for each in region_ids]

    return batch
