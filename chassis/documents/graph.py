"""Documents as clients see them."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import strawberry
from sqlalchemy import select
from strawberry import ID
from strawberry.federation import type as federated

from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, built, column
from chassis.graph.node import node
from chassis.graph.payload import attached
from chassis.graph.rows import instance, selecting
from chassis.graph.values import GeoPoint, described
from chassis.visibility import visible
from published.labelled import Labelled

DOWNLOADS = ("sha256", "file_name", "content_type", "complete")
"""What a link is made of."""

T = TypeVar("T", bound=type[Any])


@strawberry.interface(description="A stored file [电子件].")
class Document:
    """What the documents of all services have in common."""

    id: ID = described("Id [标识].")
    file_name: str = described("File name [文件名].")
    content_type: str = described("Media type [类型].")
    byte_size: int = described("Size in bytes [字节数].")
    sha256: str = described("SHA-256, hex [摘要].")
    captured_at: datetime | None = described("When the picture was taken [拍摄时刻].")
    location: GeoPoint | None = described("Where it was taken [拍摄位置].")
    complete: bool = described("Stored, hashed and checked [已核验].")
    download_url: str | None = described("Download link valid for one minute [下载链接].")


@federated(shareable=True, description="Where to PUT the bytes of a new document [上传凭据].")
class UploadTicket:
    """Leave to upload, as GraphQL shows it."""

    url: str = described("Presigned address [上传地址].")
    headers: list[str] = described("Headers to send, as name: value [请求头].")
    expires_at: datetime = described("Valid until [有效期].")


def upload_ticket(model: Any) -> Any:
    """`upload: UploadTicket | None` of a payload: a fresh ticket, unless the bytes are there already."""

    async def load(ctx: ReadContext, identifier: UUID) -> UploadTicket | None:
        waiting = select(model.id, model.content_type, model.byte_size).where(
            model.id == identifier, model.complete.is_(False), visible(model, ctx.principal)
        )
        for row in await ctx.fetch(waiting):
            ticket = ctx.runtime.files.ticket(row["id"], row["content_type"], row["byte_size"])
            return UploadTicket(url=ticket.url, headers=list(ticket.headers), expires_at=ticket.expires_at)
        return None

    return attached(load, "Where to upload; only after create [上传凭据].")


def document_node(model: Any) -> Callable[[T], T]:
    """The type of a service's documents; its class adds what only they have."""

    def declare(cls: T) -> T:
        for name, (annotation, declaration) in _fields(model).items():
            cls.__annotations__[name] = annotation
            setattr(cls, name, declaration)
        return node(model)(cls)

    return declare


def _fields(model: Any) -> dict[str, tuple[Any, Any]]:
    return {
        "id": (ID, column("Id [标识].")),
        "file_name": (str, column("File name [文件名].")),
        "content_type": (str, column("Media type [类型].")),
        "byte_size": (int, column("Size in bytes [字节数].")),
        "sha256": (str, column("SHA-256, hex [摘要].")),
        "captured_at": (datetime | None, column("Taken at [拍摄时刻].")),
        "location": (
            GeoPoint | None,
            built(_location, "Taken where [拍摄位置].", latitude=model.latitude, longitude=model.longitude),
        ),
        "complete": (bool, column("Usable [已核验].")),
        "download_url": (
            str | None,
            batched(_links, "One-minute link [下载链接].", **{name: getattr(model, name) for name in DOWNLOADS}),
        ),
    }


async def _links(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[str | None]:
    """Only rows that the principal may see come here; signing asks nobody."""
    files = ctx.runtime.files
    return [
        files.download_url(row["sha256"], row["file_name"], row["content_type"]) if row["complete"] else None
        for row in rows
    ]


def _location(row: dict[str, Any]) -> GeoPoint | None:
    if row["latitude"] is None:
        return None
    return GeoPoint(latitude=row["latitude"], longitude=row["longitude"])


def documents_field(type_name: str, model: Any, use: Any) -> Callable[..., Any]:
    """The maker of a service's list fields: `documents_of(owner id column, description, kinds=None)`."""
    root = names.root_of(use.__module__)

    def documents_of(owner_id: Any, description: str, kinds: Collection[Labelled] | None = None) -> Any:
        async def load(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
            owners = [row["owner"] for row in rows]
            found = await _attached(ctx, names.find(root, type_name), model, use, owners, kinds)
            return [found.get(owner, []) for owner in owners]

        return batched(load, description, owner=owner_id)

    return documents_of


async def _attached(
    ctx: ReadContext, cls: type[Any], model: Any, use: Any, owners: Sequence[Any], kinds: Collection[Labelled] | None
) -> dict[Any, list[Any]]:
    """The visible documents of each owner, oldest first."""
    statement = (
        selecting(ctx, cls, use.owner_id.label("owner_"))
        .join(use, use.document_id == model.id)
        .where(use.owner_id.in_(owners))
        .order_by(model.id)
    )
    if kinds is not None:
        statement = statement.where(model.kind.in_(kinds))
    found: dict[Any, list[Any]] = {}
    for row in await ctx.fetch(statement):
        found.setdefault(row["owner_"], []).append(instance(cls, row))
    return found
