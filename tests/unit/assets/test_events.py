"""What assets tells, as it goes over the wire."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from published.asset_terms import (
    AssetClass,
    AssetForm,
    LifecycleState,
    OperationState,
    OwnerLevel,
    RightKind,
    TitleState,
    UtilisationState,
)
from published.canonical import canonical_bytes
from services.assets.asset.events import asset_formed, snapshot
from services.assets.asset.models import Asset
from services.assets.funding.models import AssetFunding
from services.assets.rights.models import AssetRight

SNAPSHOT = Path(__file__).with_name("asset_formed.json")


def number(last: int) -> UUID:
    return UUID(f"01920000-0000-7000-8000-{last:012d}")


SINCE = {f"{axis}_since": date(2020, 8, 5) for axis in ("title", "operation", "utilisation", "lifecycle")}
ASSET = Asset(
    id=number(1),
    version=1,
    region_id=number(2),
    region_code="652822100201",
    region_path="/1/2/3/4/5/",
    code="ZC00000017",
    name="示范村羊舍1号",
    name_sort="shi fan cun yang she 1 hao",
    pack="xinjiang-2019",
    asset_class=AssetClass.OPERATING,
    category_code="LIVESTOCK_SHED",
    form=AssetForm.FIXED,
    quantity=Decimal("1.2E+3"),
    unit="平方米",
    project_id=number(3),
    formed_on=date(2020, 8, 5),
    in_service_on=date(2020, 8, 10),
    original_value=98_560_000,
    owner_level=OwnerLevel.VILLAGE,
    title_state=TitleState.REGISTERED,
    operation_state=OperationState.NOT_STARTED,
    utilisation_state=UtilisationState.IN_USE,
    lifecycle_state=LifecycleState.IN_SERVICE,
    **SINCE,  # type: ignore[arg-type]
)
FUNDINGS = [
    AssetFunding(asset_id=number(1), project_funding_id=number(4), amount=97_060_000, region_path="/1/2/3/4/5/"),
    AssetFunding(asset_id=number(1), other_source="村集体自筹", amount=1_500_000, region_path="/1/2/3/4/5/"),
]
OWNERS = [
    AssetRight(asset_id=number(1), kind=RightKind.OWNERSHIP, holder_id=number(5), share_bps=7000, starts_on=date.min),
    AssetRight(asset_id=number(1), kind=RightKind.OWNERSHIP, holder_id=number(6), share_bps=3000, starts_on=date.min),
]


def test_asset_formed_stays_as_it_is() -> None:
    """Others read it: a change here is additive or a new version."""
    data = asset_formed(snapshot(ASSET, FUNDINGS, OWNERS)).data()
    assert json.loads(canonical_bytes(data)) == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_it_lies_where_the_asset_lies_under_the_assets_id() -> None:
    event = asset_formed(snapshot(ASSET, FUNDINGS, OWNERS))
    assert (event.snapshot.id, event.snapshot.version, event.snapshot.place) == (number(1), 1, "652822100201")
