"""What assets tells of a hand-over."""

from published import assets as published
from services.assets.handover.models import Handover
from services.assets.upkeep.models import UpkeepDuty


def asset_handed_over(
    asset: published.AssetSnapshot, handover: Handover, duty: UpkeepDuty | None
) -> published.AssetHandedOverV1:
    """An asset was handed over; ValueError without its papers, which rule A-11 has asked for."""
    if handover.slip_document_id is None or handover.upkeep_letter_document_id is None:
        raise ValueError("a hand-over without its papers is not told")
    return published.AssetHandedOverV1(
        asset=asset,
        recipient_id=handover.recipient_id,
        handed_over_on=handover.handed_over_on,
        slip_document_id=handover.slip_document_id,
        upkeep_letter_document_id=handover.upkeep_letter_document_id,
        upkeep_party_id=duty.party_id if duty else None,
    )
