"""Handing assets over to who owns or runs them."""

from typing import Final
from uuid import UUID

from chassis.uow import UnitOfWork
from published.asset_terms import TitleState
from published.document_terms import AssetDocumentKind
from services.assets.asset.commands import snapshot_of
from services.assets.asset.models import Asset
from services.assets.asset.states import TITLE
from services.assets.document.commands import attach_one
from services.assets.handover.events import asset_handed_over
from services.assets.handover.inputs import AssetHandOverInput
from services.assets.handover.models import Handover
from services.assets.handover.rules import RULES, HandoverFacts
from services.assets.replicas import Organisation
from services.assets.upkeep.commands import assign_upkeep, require_upkeep
from services.assets.upkeep.events import upkeep_assigned

RECIPIENT = ("input", "recipientId")
PAPERS: Final = (
    ("slip_document_id", "slipDocumentId", AssetDocumentKind.HANDOVER_SLIP),
    ("upkeep_letter_document_id", "upkeepLetterDocumentId", AssetDocumentKind.UPKEEP_LETTER),
)
"""Field of the input, its name in GraphQL, and the kind of paper that it takes."""


def hand_over(uow: UnitOfWork, cmd: AssetHandOverInput) -> UUID:
    """Hand a confirmed asset over with slip and upkeep letter; emits asset.handed_over and asset.upkeep_assigned."""
    asset = uow.get_for_update(Asset, cmd.id, cmd.expected_version)
    uow.require("asset.hand_over", asset)
    uow.require_step(asset, TITLE, "assetHandOver")
    uow.get(Organisation, cmd.recipient_id, RECIPIENT)
    _attach(uow, asset, cmd)
    uow.enforce(RULES, _facts(cmd), pack=asset.pack)
    require_upkeep(uow, asset, cmd.upkeep)
    uow.move(asset, TITLE, TitleState.HANDED_OVER, on=cmd.handed_over_on, field=("input", "handedOverOn"))
    handover = uow.add(_handover(asset, cmd))
    duty = assign_upkeep(uow, asset, cmd.upkeep, cmd.handed_over_on)
    uow.record(asset, lambda made: asset_handed_over(snapshot_of(uow, made), handover, duty), action="asset.hand_over")
    if (assigned := duty) is not None:
        uow.record(asset, lambda made: upkeep_assigned(snapshot_of(uow, made), assigned), action="asset.assign_upkeep")
    return asset.id


def _attach(uow: UnitOfWork, asset: Asset, cmd: AssetHandOverInput) -> None:
    for name, field, kind in PAPERS:
        if (document := getattr(cmd, name)) is not None:
            attach_one(uow, asset, document, ("input", field), (kind,))


def _facts(cmd: AssetHandOverInput) -> HandoverFacts:
    return HandoverFacts(frozenset(kind for name, _, kind in PAPERS if getattr(cmd, name) is not None))


def _handover(asset: Asset, cmd: AssetHandOverInput) -> Handover:
    return Handover(
        asset_id=asset.id,
        recipient_id=cmd.recipient_id,
        handed_over_on=cmd.handed_over_on,
        slip_document_id=cmd.slip_document_id,
        upkeep_letter_document_id=cmd.upkeep_letter_document_id,
        region_path=asset.region_path,
    )
