"""What assets tells of an asset."""

from collections.abc import Sequence
from datetime import date

from published import assets as published
from published.money import Fen
from published.shares import Bps
from services.assets.asset.models import Asset
from services.assets.funding.models import AssetFunding
from services.assets.rights.models import AssetRight


def asset_formed(asset: published.AssetSnapshot) -> published.AssetFormedV1:
    """An asset was registered."""
    return published.AssetFormedV1(asset=asset)


def title_confirmed(
    asset: published.AssetSnapshot, on: date, certificate: str | None
) -> published.AssetTitleConfirmedV1:
    """Its title was confirmed."""
    return published.AssetTitleConfirmedV1(asset=asset, confirmed_on=on, certificate_number=certificate)


def snapshot(asset: Asset, fundings: Sequence[AssetFunding], owners: Sequence[AssetRight]) -> published.AssetSnapshot:
    """The asset as it is told to others."""
    return published.AssetSnapshot(
        id=asset.id,
        version=asset.version,
        region_id=asset.region_id,
        region_code=asset.region_code,
        region_path=asset.region_path,
        code=asset.code,
        name=asset.name,
        pinyin=asset.name_sort,
        asset_class=asset.asset_class,
        category_code=asset.category_code,
        form=asset.form,
        quantity=f"{asset.quantity:f}",
        unit=asset.unit,
        project_id=asset.project_id,
        formed_on=asset.formed_on,
        in_service_on=asset.in_service_on,
        original_value=Fen(asset.original_value),
        fundings=tuple(_funding(funding) for funding in fundings),
        owner_level=asset.owner_level,
        owners=tuple(
            published.AssetOwner(holder_id=owner.holder_id, share_bps=Bps(owner.share_bps)) for owner in owners
        ),
        title_state=asset.title_state,
        operation_state=asset.operation_state,
        utilisation_state=asset.utilisation_state,
        lifecycle_state=asset.lifecycle_state,
        origin=asset.origin,
    )


def _funding(funding: AssetFunding) -> published.AssetFunding:
    return published.AssetFunding(
        project_funding_id=funding.project_funding_id, other_source=funding.other_source, amount=Fen(funding.amount)
    )
