"""Types of the neighbours that assets refer to, or add to; each judged by the replica kept here."""

from typing import TYPE_CHECKING

from strawberry import ID

from chassis.graph.declare import column, pages
from chassis.graph.node import extends, stub
from services.assets import replicas
from services.assets.asset import models
from services.assets.asset.types import AssetOrder

if TYPE_CHECKING:
    from services.assets.asset.types import AssetConnection


@stub
class Region:
    """A place, of projects."""


@stub
class Organisation:
    """An organisation, of projects."""


@stub
class Official:
    """A named person, of projects."""


@stub
class Notice:
    """The publicity of a distribution, of projects."""


@extends(replicas.Project)
class Project:
    """A project, of projects."""

    id: ID = column("Id [标识].")
    assets: "AssetConnection | None" = pages(
        models.Asset.project_id, "Assets it formed [形成资产].", where="AssetWhereInput", order=AssetOrder
    )


@extends(replicas.ProjectFunding)
class ProjectFunding:
    """Bound project money, of funds."""

    id: ID = column("Id [标识].")
