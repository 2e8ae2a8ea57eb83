"""Taking reports of the public."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.uow import UnitOfWork
from services.assets.card.commands import card_of
from services.assets.detection.commands import report_idle
from services.assets.idle.models import IdleCase
from services.assets.packs import PACKS
from services.assets.report.inputs import AssetReportSubmitInput
from services.assets.report.models import RECEIPT, AssetReport
from services.assets.report.rules import RULES, ReportFacts, X10Params


def submit_report(uow: UnitOfWork, cmd: AssetReportSubmitInput) -> UUID:
    """Take what somebody reports of the asset behind a QR code, and give a receipt."""
    card = card_of(uow, cmd.card_token, ("input", "cardToken"))
    uow.require("asset.report", card)
    report = uow.add(
        AssetReport(
            asset_id=card.asset_id,
            region_id=card.region_id,
            region_code=card.region_code,
            region_path=card.region_path,
            receipt=f"FY{uow.today:%Y%m%d}{uow.session.scalar(RECEIPT.next_value()):06d}",
            received_on=uow.today,
            text=cmd.text,
            sealed_contact=uow.cipher.seal(cmd.contact) if cmd.contact else None,
        )
    )
    uow.judge(RULES, ReportFacts(report.receipt), pack=PACKS.select(card.region_code, uow.today).id)
    uow.record(report, action="asset.report")
    report_idle(uow, card.asset_id, uow.today, reports=_since_last_case(uow, card.asset_id))
    return report.id


def _since_last_case(uow: UnitOfWork, asset_id: UUID) -> int:
    """Reports of an asset since its last idle case was closed."""
    closed = select(func.max(IdleCase.closed_on)).where(col(IdleCase.asset_id) == asset_id).scalar_subquery()
    of_asset = (col(AssetReport.asset_id) == asset_id, col(AssetReport.received_on) > func.coalesce(closed, date.min))
    return uow.session.scalars(select(func.count()).select_from(AssetReport).where(*of_asset)).one()


def hotline(region_code: str, on: date) -> str:
    """The number that takes reports by telephone in a place."""
    params = PACKS.select(region_code, on).params["X-10"]
    if not isinstance(params, X10Params):
        raise TypeError("the packs hold other parameters for X-10")
    return params.hotline
