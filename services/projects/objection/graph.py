"""Objections as GraphQL shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from strawberry import ID

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, children, column
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, entity, mutation, payload
from published.notice_terms import ObjectionChannel
from services.projects.objection import commands, models


async def _contacts(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[str | None]:
    return [_contact(ctx, row) for row in rows]


def _contact(ctx: ReadContext, row: Mapping[str, Any]) -> str | None:
    """Nobody but audit learns how to reach who objected."""
    if row["sealed"] is None or ctx.principal.role_for("objection.see_contact", row["path"]) is None:
        return None
    return ctx.runtime.cipher.open(row["sealed"])


@node(models.Objection)
class Objection:
    """An objection [异议]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    channel: ObjectionChannel = column("Channel [渠道].")
    text: str = column("Text [内容].")
    contact: str | None = batched(
        _contacts,
        "Contact; null outside audit [联系方式].",
        sealed=models.Objection.contact,
        path=models.Objection.region_path,
    )
    raised_on: date = column("Raised on [提出日].")
    due_on: date = column("Reply by [答复期限].")
    reply: str | None = column("Reply; null while open [答复].")
    replied_on: date | None = column("Replied on [答复日].")


@adds_to("Notice")
class NoticeObjections:
    """What objections add to a notice."""

    objections: "list[Objection]" = children(
        models.Objection.notice_id, "Objections [异议].", order=(models.Objection.raised_on,)
    )


@payload
class ObjectionPayload:
    """Outcome [办理结果]."""

    objection: "Objection | None" = entity("Objection after it [异议].")


@mutation
class ObjectionMutation:
    """Commands on objections."""

    objection_raise: "ObjectionPayload | None" = command(
        commands.raise_objection, "Object to a notice; no login needed [提出异议]."
    )
    objection_answer: "ObjectionPayload | None" = command(commands.answer_objection, "Answer an objection [答复异议].")
