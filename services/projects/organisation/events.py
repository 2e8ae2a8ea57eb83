"""What projects tells of organisations and persons: no name of a person."""

from published.projects import (
    OfficialRegisteredV1,
    OfficialSnapshot,
    OrganisationRegisteredV1,
    OrganisationSnapshot,
)
from services.projects.organisation.models import Official, Organisation


def organisation_registered(organisation: Organisation) -> OrganisationRegisteredV1:
    """The organisation, an individual under its masked name."""
    return OrganisationRegisteredV1(
        organisation=OrganisationSnapshot(
            id=organisation.id,
            version=organisation.version,
            region_id=organisation.region_id,
            region_code=organisation.region_code,
            region_path=organisation.region_path,
            name=organisation.name,
            pinyin=organisation.name_sort,
            kind=organisation.kind,
            credit_code=organisation.credit_code,
        )
    )


def official_registered(official: Official) -> OfficialRegisteredV1:
    """The person by duty and organisation; the name stays here."""
    return OfficialRegisteredV1(
        official=OfficialSnapshot(
            id=official.id,
            version=official.version,
            region_id=official.region_id,
            region_code=official.region_code,
            region_path=official.region_path,
            organisation_id=official.organisation_id,
            duty=official.duty,
        )
    )
