"""The way of an asset from its registration to its hand-over, through the doors of the service."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.tables import new_id
from published.projects import OfficialRegisteredV1, OfficialSnapshot
from tests.harness.files import paper, upload
from tests.harness.regions import placed
from tests.integration.assets.scene import VILLAGE, Scene
from tests.journeys.operations import document

MANAGER = "county_asset_manager"
TABLES = ("asset", "asset_right", "handover", "upkeep_duty", "document_use", "state_fact", "journal", "asset_report")


@dataclass
class Registry:
    """Inputs that are accepted unless something is changed; fields given as None are left out."""

    scene: Scene

    def official(self, organisation: UUID) -> UUID:
        snapshot = OfficialSnapshot(
            id=new_id(),
            version=1,
            **placed(VILLAGE),  # type: ignore[arg-type]
            organisation_id=organisation,
            duty="管护员",
        )
        self.scene.assets.deliver(OfficialRegisteredV1(official=snapshot))
        return snapshot.id

    def paper(self, kind: str) -> str:
        return upload(self.scene.assets, kind, MANAGER, paper(str(new_id())))

    def version(self, asset: str) -> int:
        return int(self.scene.assets.rows("SELECT version FROM asset WHERE id = %(id)s", {"id": asset})[0][0])

    def take(self, operation: str, asset: str, given: Mapping[str, Any], persona: str | None = MANAGER) -> Any:
        """The payload of a command on an asset at the version it has, unless the input names another."""
        address = {"id": asset, "expectedVersion": self.version(asset)}
        values = {name: value for name, value in {**address, **given}.items() if value is not None}
        return self.scene.assets.run(self.scene.assets.own_part(document(operation)), values, persona)

    def confirm(self, asset: str, persona: str | None = MANAGER, **changes: Any) -> Any:
        given = {"confirmedOn": "2020-08-18", "certificateNumber": "轮农集字2020-017"} | changes
        return self.take("ConfirmTitle", asset, given, persona)

    def hand_over(self, asset: str, persona: str | None = MANAGER, **changes: Any) -> Any:
        return self.take("HandOverAsset", asset, self.handover(**changes), persona)

    def handover(self, **changes: Any) -> dict[str, Any]:
        village = str(self.scene.village)
        papers = {
            name: self.paper(kind)
            for name, kind in (("slipDocumentId", "HANDOVER_SLIP"), ("upkeepLetterDocumentId", "UPKEEP_LETTER"))
            if name not in changes
        }
        duty = {"partyId": village, "cycleDays": 30, "fundedBy": "资产收益"}
        return {"recipientId": village, "handedOverOn": "2020-08-26", **papers, "upkeep": duty} | changes

    def confirmed(self, **changes: Any) -> str:
        asset = self.scene.register(**changes)
        assert self.confirm(asset)["errors"] == []
        return asset

    def handed_over(self, **changes: Any) -> str:
        asset = self.confirmed(**changes)
        assert self.hand_over(asset)["errors"] == []
        return asset

    def refused(self, payload: Any, before: Any) -> Any:
        """The only error of a command that left nothing behind."""
        assert self.kept() == before
        (error,) = payload["errors"]
        assert any("一" <= character <= "鿿" for character in error["message"])
        assert error["messageEn"]
        return error

    def kept(self) -> Any:
        """How many rows of each kind there are."""
        return self.scene.assets.rows(f"SELECT {', '.join(f'(SELECT count(*) FROM {name})' for name in TABLES)}")  # noqa: S608
