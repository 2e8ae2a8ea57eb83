"""At which level of the tree somebody decides."""

from sqlalchemy import select
from sqlmodel import col

from chassis.uow import UnitOfWork
from published.project_terms import RegionLevel
from services.projects.region.models import Region


def granted_level(uow: UnitOfWork, permission: str, path: str) -> RegionLevel | None:
    """Level of the smallest region around the path for which a grant allows this; None for the whole tree."""
    scope = uow.principal.scope_for(permission, path)
    level = uow.session.scalar(select(col(Region.level)).where(col(Region.path) == scope.path)) if scope else None
    return None if level is None else RegionLevel(level)
