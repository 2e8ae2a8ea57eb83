"""Making and finding the public cards of assets."""

import secrets
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from chassis.errors import not_found
from chassis.uow import UnitOfWork
from services.assets.asset.models import Asset
from services.assets.card.models import AssetCard

TOKEN_BYTES: Final = 12


def make_card(uow: UnitOfWork, asset: Asset) -> AssetCard:
    """The card of a new asset."""
    return uow.add(
        AssetCard(
            asset_id=asset.id,
            token=secrets.token_urlsafe(TOKEN_BYTES),
            region_id=asset.region_id,
            region_code=asset.region_code,
            region_path=asset.region_path,
        )
    )


def card_of(uow: UnitOfWork, token: str, field: tuple[str, ...]) -> AssetCard:
    """The card with a token, for everybody; NOT_FOUND for a token that is none."""
    found = uow.session.scalars(select(AssetCard).where(col(AssetCard.token) == token)).one_or_none()
    if found is None:
        raise not_found(*AssetCard.label, field)
    return found
