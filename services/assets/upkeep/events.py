"""What assets tells of upkeep."""

from published import assets as published
from services.assets.upkeep.models import UpkeepDuty


def upkeep_assigned(asset: published.AssetSnapshot, duty: UpkeepDuty) -> published.AssetUpkeepAssignedV1:
    """Somebody keeps the asset up from now on."""
    return published.AssetUpkeepAssignedV1(
        asset=asset, party_id=duty.party_id, cycle_days=duty.cycle_days, starts_on=duty.starts_on
    )
