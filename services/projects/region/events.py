"""What projects tells of a region."""

from uuid import UUID

from published.project_terms import RegionLevel, RegionScheme
from published.projects import RegionChangedV1, RegionSnapshot
from services.projects.region.models import Region


def region_changed(region: Region) -> RegionChangedV1:
    """The region after it was created or changed."""
    return RegionChangedV1(
        region=RegionSnapshot(
            id=region.id,
            version=region.version,
            code=region.code,
            name=region.name,
            pinyin=region.name_sort,
            level=RegionLevel(region.level),
            scheme=RegionScheme(region.scheme),
            parent_id=region.parent_id,
            key=region.key,
            path=region.path,
            valid_from=region.valid_from,
            valid_to=region.valid_to,
            former_codes=tuple(region.former_codes),
            successor_ids=tuple(UUID(each) for each in region.successor_ids),
            fictitious=region.fictitious,
        )
    )
