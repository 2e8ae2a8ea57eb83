"""Giving the duty of upkeep to somebody."""

from datetime import date

from chassis.errors import invalid
from chassis.uow import UnitOfWork
from services.assets.asset.models import Asset
from services.assets.replicas import Official, Organisation
from services.assets.upkeep.inputs import UpkeepDutyInput
from services.assets.upkeep.models import UpkeepDuty
from services.assets.upkeep.rules import RULES, UpkeepFacts

UPKEEP = ("input", "upkeep")


def require_upkeep(uow: UnitOfWork, asset: Asset, given: UpkeepDutyInput | None) -> None:
    """Rule A-09 asks for who keeps the asset up; NOT_FOUND for who is in no register."""
    if given is not None:
        uow.get(Organisation, given.party_id, (*UPKEEP, "partyId"))
    if given is not None and given.official_id is not None:
        _require_of_the_party(uow, given)
    uow.enforce(RULES, UpkeepFacts(given is not None), pack=asset.pack)


def _require_of_the_party(uow: UnitOfWork, given: UpkeepDutyInput) -> None:
    field = (*UPKEEP, "officialId")
    official = uow.get(Official, given.official_id, field) if given.official_id else None
    if official is not None and official.organisation_id != given.party_id:
        raise invalid(
            "管护人不属于所选管护单位,请核对", "The person belongs to another organisation than the party", field
        )


def assign_upkeep(uow: UnitOfWork, asset: Asset, given: UpkeepDutyInput | None, on: date) -> UpkeepDuty | None:
    """Enter who keeps the asset up from a day on, if anybody."""
    if given is None:
        return None
    return uow.add(UpkeepDuty(asset_id=asset.id, region_path=asset.region_path, starts_on=on, **given.model_dump()))
