"""Taking rights over assets into the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import col

from chassis.errors import invalid
from chassis.uow import UnitOfWork
from published.asset_terms import OwnerLevel, RightKind
from published.shares import WHOLE
from rulebook.verdict import Verdict
from services.assets.asset.models import Asset
from services.assets.replicas import Organisation
from services.assets.rights.inputs import OwnerShareInput
from services.assets.rights.models import AssetRight
from services.assets.rights.rules import RULES, RegistrationRights, owner_level

OWNERS = ("input", "owners")


@dataclass(frozen=True)
class Ownership:
    """Owners found in the register, with the shares that they are to have."""

    shares: tuple[OwnerShareInput, ...]
    level: OwnerLevel


def require_ownership(uow: UnitOfWork, shares: Sequence[OwnerShareInput], *, pack: str) -> Ownership:
    """The owners of a new asset; rule A-06 asks for them, NOT_FOUND for one that nobody registered."""
    known = frozenset({RightKind.OWNERSHIP} if shares else ())
    uow.enforce(RULES, RegistrationRights(known), pack=pack)
    if not shares:
        raise invalid("请至少填写一个所有者", "Name at least one owner", OWNERS)
    owners = [
        uow.get(Organisation, share.holder_id, (*OWNERS, str(place), "holderId")) for place, share in enumerate(shares)
    ]
    return Ownership(tuple(shares), owner_level((owner.kind, owner.region_code) for owner in owners))


def take_ownership(uow: UnitOfWork, asset: Asset, ownership: Ownership) -> list[AssetRight]:
    """Enter the owners of a new asset, from the day it was formed."""
    return [
        uow.add(
            AssetRight(
                asset_id=asset.id,
                kind=RightKind.OWNERSHIP,
                holder_id=share.holder_id,
                share_bps=share.share_bps,
                starts_on=asset.formed_on,
            )
        )
        for share in ownership.shares
    ]


def holders(uow: UnitOfWork, asset: Asset, kind: RightKind, on: date) -> Sequence[AssetRight]:
    """Who holds a kind of right over an asset on a day, in the order of entry."""
    held = select(AssetRight).where(
        col(AssetRight.asset_id) == asset.id,
        col(AssetRight.kind) == kind,
        col(AssetRight.starts_on) <= on,
        or_(col(AssetRight.ends_on).is_(None), col(AssetRight.ends_on) >= on),
    )
    return uow.session.scalars(held.order_by(col(AssetRight.id))).all()


def require_owned(uow: UnitOfWork, asset: Asset, on: date) -> None:
    """Rule A-06 asks for the owners before a title is confirmed."""
    uow.enforce(RULES, _owned(uow, asset, on), pack=asset.pack)


def judge_owned(uow: UnitOfWork, asset: Asset, on: date) -> Sequence[Verdict]:
    """What rule A-06 says of the owners of a day."""
    return uow.judge(RULES, _owned(uow, asset, on), pack=asset.pack)


def _owned(uow: UnitOfWork, asset: Asset, on: date) -> RegistrationRights:
    return RegistrationRights(frozenset(kind for kind in (RightKind.OWNERSHIP,) if holders(uow, asset, kind, on)))


def certify(uow: UnitOfWork, asset: Asset, on: date, certificate: str | None) -> None:
    """Enter the certificate into the owners' rights of a day."""
    for right in holders(uow, asset, RightKind.OWNERSHIP, on):
        right.certificate_number = certificate


def grant_operation(uow: UnitOfWork, asset_id: UUID, operator_id: UUID, starts_on: date, ends_on: date) -> AssetRight:
    """The operator of a contract has the whole right of operation while the contract runs, and no longer."""
    return uow.add(
        AssetRight(
            asset_id=asset_id,
            kind=RightKind.OPERATION,
            holder_id=operator_id,
            share_bps=WHOLE,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
