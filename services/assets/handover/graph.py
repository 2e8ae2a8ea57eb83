"""Hand-overs as clients see them."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlmodel import col

from chassis.graph.declare import column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, mutation
from services.assets import replicas
from services.assets.asset.models import Asset
from services.assets.handover import commands, models

if TYPE_CHECKING:
    from services.assets.asset.graph import AssetPayload
    from services.assets.document.graph import AssetDocument
    from services.assets.neighbours import Organisation

OF_ASSET = (
    select(col(models.Handover.id)).where(col(models.Handover.asset_id) == Asset.id).correlate(Asset).scalar_subquery()
)


@node(models.Handover)
class Handover:
    """Hand-over of an asset [移交]."""

    recipient: "Organisation | None" = reference(
        models.Handover.recipient_id, "Recipient [接收单位].", via=replicas.Organisation
    )
    handed_over_on: date = column("Date [移交日期].")
    slip: "AssetDocument | None" = reference(
        models.Handover.slip_document_id, "Slip; null only for an import [移交单]."
    )
    upkeep_letter: "AssetDocument | None" = reference(
        models.Handover.upkeep_letter_document_id, "Upkeep letter; null only for an import [管护责任书]."
    )


@adds_to("Asset")
class AssetHandover:
    """What hand-over adds to an asset."""

    handover: "Handover | None" = reference(OF_ASSET, "Hand-over; null before it [移交].")


@mutation
class HandoverMutation:
    """Commands on hand-overs."""

    asset_hand_over: "AssetPayload | None" = command(
        commands.hand_over, "Hand over with slip and upkeep letter [移交]."
    )
