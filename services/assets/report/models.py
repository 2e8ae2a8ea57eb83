"""Reports of the public about assets."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Sequence
from sqlmodel import Field

from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility
from services.assets.base import Row

RECEIPT = Sequence("asset_report_receipt", metadata=Row.metadata)
"""Numbers of receipts; a number once drawn is never drawn again."""


class AssetReport(Versioned, InRegion, Row, table=True):
    """What somebody reports of an asset from its QR page [群众反映].

    Everybody is shown the receipt and its date and no more. `sealed_contact` is readable under the data key only.
    """

    __tablename__ = "asset_report"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC
    label: ClassVar[tuple[str, str]] = ("群众反映", "report")
    personal: ClassVar[frozenset[str]] = frozenset({"text", "sealed_contact"})

    asset_id: UUID = Field(foreign_key="asset.id", index=True)
    receipt: str = Field(unique=True)
    received_on: date
    text: str
    sealed_contact: str | None = None
