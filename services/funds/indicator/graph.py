"""Reads and commands of indicator documents."""

from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import by_id, listed, query
from services.funds.indicator import commands
from services.funds.indicator.types import IndicatorDocument, IndicatorDocumentConnection, IndicatorDocumentOrder


@payload
class IndicatorDocumentPayload:
    """Outcome [办理结果]."""

    indicator_document: "IndicatorDocument | None" = entity("Document after it [指标文件].")


@query
class IndicatorQuery:
    """Root fields."""

    indicator_document: "IndicatorDocument | None" = by_id("An indicator document by id [资金指标文件].")
    indicator_documents: "IndicatorDocumentConnection | None" = listed(
        "Indicator documents [资金指标文件台账].", where="IndicatorDocumentWhereInput", order=IndicatorDocumentOrder
    )


@mutation
class IndicatorMutation:
    """Commands."""

    indicator_document_receive: "IndicatorDocumentPayload | None" = command(
        commands.receive_document, "Book an indicator document received [收到指标文件]."
    )
