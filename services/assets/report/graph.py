"""Reports as the public sees them."""

from datetime import date

from chassis.graph.declare import column
from chassis.graph.node import node
from chassis.graph.payload import command, entity, mutation, payload
from services.assets.report import commands, models


@node(models.AssetReport)
class AssetReport:
    """A report received from the public [群众反映]."""

    receipt: str = column("Receipt number [受理编号].")
    received_on: date = column("Received on [受理日期].")


@payload
class AssetReportPayload:
    """Outcome [办理结果]."""

    asset_report: "AssetReport | None" = entity("Receipt [群众反映].")


@mutation
class ReportMutation:
    """Commands on reports."""

    asset_report_submit: "AssetReportPayload | None" = command(
        commands.submit_report, "Report a problem from the QR page; no login needed [扫码反映]."
    )
