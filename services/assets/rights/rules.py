"""Which rights over an asset must be known, and whose level an asset is counted under."""

from collections.abc import Iterable
from dataclasses import dataclass

from published.asset_terms import OwnerLevel, RightKind
from published.project_terms import OrganisationKind, RegionLevel
from published.region_code import RegionCode, level_of
from rulebook.rule import Judgement, Params, block, passed, rule
from rulebook.verdict import Kind


class A06Params(Params):
    """Rights that an asset's entry names in the end, and those that it names from the beginning."""

    rights: tuple[RightKind, ...]
    at_registration: tuple[RightKind, ...]


@dataclass(frozen=True)
class RegistrationRights:
    """The kinds of rights whose holders a registration names."""

    known: frozenset[RightKind]


@rule("A-06", Kind.GUARD)
def rights_known_at_registration(facts: RegistrationRights, params: A06Params) -> Judgement:
    """Ownership is clear before an asset enters the ledger (新扶领办传〔2019〕75号 八)."""
    missing = [kind for kind in params.at_registration if kind not in facts.known]
    required = "、".join(kind.label for kind in params.at_registration)
    if not missing:
        return passed(measured=required, required=required)
    named = "、".join(kind.label for kind in missing)
    return block(
        zh=f"未明确{named},请填写权利人及份额。",
        en=f"Nobody is named for {', '.join(kind.en.lower() for kind in missing)}; name the holders and their shares.",
        measured=f"缺{named}",
        required=required,
    )


RULES = (rights_known_at_registration,)

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
