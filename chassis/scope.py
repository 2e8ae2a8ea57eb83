"""From the regions a token names to the paths that this service's rows carry."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from chassis.auth import WHOLE_TREE, Identity, Permissions, Principal, Scope
from chassis.region import ROOT_PATH, by_code, pick

if TYPE_CHECKING:
    from chassis.service import Service


def region_codes(identity: Identity) -> list[str]:
    """Codes that must be looked up before a principal can be built."""
    return sorted({grant.region_code for grant in identity.grants if grant.region_code != WHOLE_TREE})


def principal(identity: Identity, regions: Sequence[Any], permissions: Permissions) -> Principal:
    """A principal whose grants are resolved; a grant over an unknown region gives nothing."""
    return Principal(identity, tuple(_scopes(identity, list(regions))), permissions)


def _scopes(identity: Identity, regions: list[Any]) -> list[Scope]:
    scopes = []
    for grant in identity.grants:
        if grant.region_code == WHOLE_TREE:
            scopes.append(Scope(grant.role, ROOT_PATH))
        elif (region := pick(regions, grant.region_code)) is not None:
            scopes.append(Scope(grant.role, region.path))
    return scopes


def resolve(session: Session, service: "Service", identity: Identity) -> Principal:
    """The principal of an identity, by the regions this service knows at this moment."""
    codes = region_codes(identity)
    regions = list(session.execute(_placing(service.region, codes))) if codes else []
    return principal(identity, regions, service.permissions)


def _placing(model: Any, codes: list[str]) -> Select[Any]:
    """Of the regions of these codes what tells which one a grant means: rows are cheaper than entities."""
    return by_code(model, codes).with_only_columns(
        model.code, model.former_codes, model.valid_to, model.successor_ids, model.path
    )
