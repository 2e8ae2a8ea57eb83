"""Taking money into assets: never more of a binding than is left of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from chassis.errors import ErrorCode, Fault, invalid
from chassis.uow import UnitOfWork
from published.money import Fen, fen, format_yuan
from services.assets.asset.models import Asset
from services.assets.funding.inputs import AssetFundingInput, Composition
from services.assets.funding.models import AssetFunding
from services.assets.replicas import Project, ProjectFunding

FUNDINGS = ("input", "fundings")


def require_money(uow: UnitOfWork, project: Project, money: Composition) -> Fen:
    """The original value, once every binding and the accepted amount of a locked project have that much left.

    The bindings stay locked until the end. NOT_FOUND for an unknown binding, INVALID_INPUT for one of another project
    or no money at all, BALANCE_EXCEEDED naming what is left.
    """
    if money.total == 0:
        raise invalid("请至少填写一笔资金", "Name the money it was made of", FUNDINGS)
    for place, funding in sorted(enumerate(money.bound), key=lambda each: each[1].project_funding_id):
        _require_left(uow, project, funding, (*FUNDINGS, str(place)))
    _require_accepted(uow, project, sum(each.amount for each in money.bound))
    return fen(money.total)


def _require_accepted(uow: UnitOfWork, project: Project, asked: int) -> None:
    """No more bound money stands in the assets of a project than acceptance, or the final account, found in it."""
    found = project.accepted_amount if project.final_amount is None else project.final_amount
    of_project = select(col(ProjectFunding.id)).where(col(ProjectFunding.project_id) == project.id)
    left = None if found is None else Fen(found - _sum(uow, col(AssetFunding.project_funding_id).in_(of_project)))
    if left is not None and asked > left:
        raise Fault(
            ErrorCode.BALANCE_EXCEEDED,
            f"项目验收(决算)金额尚可形成资产{format_yuan(left)}元,填报{format_yuan(Fen(asked))}元,请核减",
            f"{format_yuan(left)} yuan of what was accepted is in no asset yet, {format_yuan(Fen(asked))} is asked for",
            FUNDINGS,
        )


def _require_left(uow: UnitOfWork, project: Project, funding: AssetFundingInput, field: tuple[str, ...]) -> None:
    named = (*field, "projectFundingId")
    bound = uow.get_for_update(ProjectFunding, funding.project_funding_id, field=named)
    if bound.project_id != project.id:
        raise invalid("该笔资金不属于所选项目,请核对", "This money is bound to another project; check it", named)
    left = Fen(bound.amount - _used(uow, bound.id))
    if funding.amount > left:
        raise Fault(
            ErrorCode.BALANCE_EXCEEDED,
            f"该笔项目资金尚可使用{format_yuan(left)}元,填报{format_yuan(funding.amount)}元,请核减",
            f"{format_yuan(left)} yuan is left of this project funding, {format_yuan(funding.amount)} is asked for",
            (*field, "amount"),
        )


def _used(uow: UnitOfWork, project_funding_id: UUID) -> int:
    """What assets are already made of it, fen; right only while the binding is locked."""
    return _sum(uow, col(AssetFunding.project_funding_id) == project_funding_id)


def _sum(uow: UnitOfWork, which: ColumnElement[bool]) -> int:
    return int(uow.session.scalars(select(func.coalesce(func.sum(AssetFunding.amount), 0)).where(which)).one())


def take_money(uow: UnitOfWork, asset: Asset, money: Composition) -> list[AssetFunding]:
    """Enter what a new asset was made of."""
    bound = [_funding(asset, each.amount, project_funding_id=each.project_funding_id) for each in money.bound]
    other = [_funding(asset, each.amount, other_source=each.source) for each in money.other]
    before = 0
    for funding in (*bound, *other):
        funding.preceding_amount, before = before, before + funding.amount
    return [uow.add(funding) for funding in (*bound, *other)]


def _funding(asset: Asset, amount: int, **source: Any) -> AssetFunding:
    return AssetFunding(asset_id=asset.id, region_path=asset.region_path, amount=amount, **source)
