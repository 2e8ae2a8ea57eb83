"""Duties of upkeep as clients see them."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlmodel import col

from chassis.graph.declare import column, reference
from chassis.graph.node import adds_to, node
from services.assets import replicas
from services.assets.asset.models import Asset
from services.assets.upkeep import models

if TYPE_CHECKING:
    from services.assets.neighbours import Official, Organisation

OF_ASSET = (
    select(col(models.UpkeepDuty.id))
    .where(col(models.UpkeepDuty.asset_id) == Asset.id)
    .correlate(Asset)
    .scalar_subquery()
)


@node(models.UpkeepDuty)
class UpkeepDuty:
    """Who keeps an asset up [管护责任]."""

    party: "Organisation | None" = reference(models.UpkeepDuty.party_id, "Party [管护单位].", via=replicas.Organisation)
    official: "Official | None" = reference(models.UpkeepDuty.official_id, "Person [管护人].", via=replicas.Official)
    cycle_days: int = column("Days between patrols [巡查周期].")
    funded_by: str | None = column("Where upkeep money comes from [管护经费来源].")


@adds_to("Asset")
class AssetUpkeep:
    """What upkeep adds to an asset."""

    upkeep: "UpkeepDuty | None" = reference(OF_ASSET, "Upkeep duty; null if nobody has it [管护责任].")
