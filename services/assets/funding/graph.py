"""The money of assets as clients see it."""

from typing import TYPE_CHECKING

from chassis.graph.declare import children, column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.scalars import Money
from services.assets import replicas
from services.assets.funding import models

if TYPE_CHECKING:
    from services.assets.asset.graph import Asset
    from services.assets.neighbours import ProjectFunding


@node(models.AssetFunding)
class AssetFunding:
    """Money of one source in one asset [资金构成]."""

    asset: "Asset" = reference(models.AssetFunding.asset_id, "Asset [资产].")
    project_funding: "ProjectFunding | None" = reference(
        models.AssetFunding.project_funding_id,
        "Bound project money; null for other sources [项目资金].",
        via=replicas.ProjectFunding,
    )
    other_source: str | None = column("Other source, such as self-raised [其他来源].")
    amount: Money = column("Yuan [金额].")


@adds_to("Asset")
class AssetFundings:
    """What fundings add to an asset."""

    fundings: "list[AssetFunding]" = children(
        models.AssetFunding.asset_id,
        "Money it was made of; adds up to originalValue [资金构成].",
        order=(models.AssetFunding.id,),
    )


@adds_to("ProjectFunding")
class ProjectFundingAssets:
    """What fundings add to bound project money, of funds."""

    asset_fundings: "list[AssetFunding] | None" = children(
        models.AssetFunding.project_funding_id, "What this money became [形成资产].", order=(models.AssetFunding.id,)
    )
