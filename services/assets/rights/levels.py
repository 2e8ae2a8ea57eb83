"""Whose level an asset is counted under."""

from collections.abc import Iterable

from published.asset_terms import OwnerLevel
from published.project_terms import OrganisationKind, RegionLevel
from published.region_code import RegionCode, level_of

_BY_KIND = {
    OrganisationKind.VILLAGE_COLLECTIVE: OwnerLevel.VILLAGE,
    OrganisationKind.FAMILY_FARM: OwnerLevel.HOUSEHOLD,
    OrganisationKind.INDIVIDUAL: OwnerLevel.HOUSEHOLD,
}
_BY_SEAT = {RegionLevel.VILLAGE: OwnerLevel.VILLAGE, RegionLevel.TOWNSHIP: OwnerLevel.TOWNSHIP}


def owner_level(owners: Iterable[tuple[OrganisationKind, RegionCode]]) -> OwnerLevel:
    """Level of owners given by kind and seat; JOINT when they are of different levels.

    A village collective is of the village wherever it is seated, a person or family farm is a household. Any other
    body is of the level of its seat, and of the county when that lies in a county or above. Two collectives that
    share an asset are both of the village, so that it is no joint one. ValueError without any owner.
    """
    levels = {_BY_KIND.get(kind) or _BY_SEAT.get(level_of(seat), OwnerLevel.COUNTY) for kind, seat in owners}
    if not levels:
        raise ValueError("an asset without an owner has no level")
    return levels.pop() if len(levels) == 1 else OwnerLevel.JOINT
