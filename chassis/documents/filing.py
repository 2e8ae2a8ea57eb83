"""Announcing a file, and taking it in once its bytes are there."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.documents.inputs import DocumentCompleteInput, DocumentCreateInput
from chassis.documents.store import Received
from chassis.documents.types import TYPES
from chassis.errors import ErrorCode, Fault, invalid
from chassis.region import in_region
from chassis.uow import UnitOfWork
from chassis.visibility import visible

CREATE = "document.create"
COMPLETE = "document.complete"
ID = ("input", "id")


def create(uow: UnitOfWork, document: Any, cmd: DocumentCreateInput) -> UUID:
    """Announce a file where the principal works; bytes that the principal may see already need no upload."""
    region = uow.workplace(CREATE)
    uow.require(CREATE, region)
    _require_size(uow, cmd)
    _require_past(uow, cmd)
    made = uow.add(
        document(
            **in_region(region),
            **cmd.model_dump(exclude={"location"}),
            **_degrees(cmd),
            complete=_is_known(uow, document, cmd),
            created_by=uow.principal.identity.subject,
        )
    )
    uow.record(made, action=CREATE)
    identifier: UUID = made.id
    return identifier


def complete(uow: UnitOfWork, document: Any, cmd: DocumentCompleteInput) -> UUID:
    """Check what was uploaded against what was announced, and keep it; repeating it changes nothing.

    Raises INVALID_INPUT where nothing was uploaded, DOCUMENT_MISMATCH where it is something else.
    """
    found = uow.get_for_update(document, cmd.id)
    uow.require(CREATE, found)
    if not found.complete:
        uow.afterwards.append(lambda: uow.files.discard(found.id))
        _take_in(uow, found)
        found.complete = True
        uow.record(found, action=COMPLETE)
    return cmd.id


def _take_in(uow: UnitOfWork, document: Any) -> None:
    with uow.files.received(document.id, document.byte_size) as received:
        if received is None:
            raise invalid(
                "尚未收到上传的文件,请用上传凭据上传后再确认;凭据过期时,用原幂等键重新提交新建即可取得新凭据",
                "Nothing was uploaded: PUT the file first; the create command repeated with its key gives a new ticket",
                ID,
            )
        _require_as_announced(document, received)
        uow.files.keep(received)


def _require_as_announced(document: Any, received: Received) -> None:
    if received.byte_size != document.byte_size:
        raise _mismatch("字节数", "size")
    if received.sha256 != document.sha256:
        raise _mismatch("SHA-256摘要", "SHA-256")
    if not TYPES[document.content_type].holds(received.file):
        raise _mismatch("内容类型", "type")


def _mismatch(what: str, what_en: str) -> Fault:
    return Fault(
        ErrorCode.DOCUMENT_MISMATCH,
        f"上传文件的{what}与所报不符,已删除该文件;请核对后重新上传",
        f"The {what_en} of what was uploaded is not what was announced; it was deleted. Check it and upload again",
        ID,
    )


def _is_known(uow: UnitOfWork, document: Any, cmd: DocumentCreateInput) -> bool:
    """Whether a complete document that the principal may see has these bytes under this type.

    To know a digest alone opens nothing.
    """
    same = select(document.id).where(
        document.sha256 == cmd.sha256,
        document.byte_size == cmd.byte_size,
        document.content_type == cmd.content_type,
        document.complete,
        visible(document, uow.principal),
    )
    return uow.session.execute(same.limit(1)).first() is not None


def _degrees(cmd: DocumentCreateInput) -> Mapping[str, float]:
    return {} if cmd.location is None else cmd.location.model_dump()


def _require_size(uow: UnitOfWork, cmd: DocumentCreateInput) -> None:
    limit = uow.files.byte_limit
    if cmd.byte_size > limit:
        raise Fault(
            ErrorCode.LIMIT_EXCEEDED,
            f"文件最大{limit}字节,此文件为{cmd.byte_size}字节;请压缩或拆分后上传",
            f"A file has at most {limit} bytes, this one has {cmd.byte_size}; compress or split it",
            ("input", "byteSize"),
        )


def _require_past(uow: UnitOfWork, cmd: DocumentCreateInput) -> None:
    if cmd.captured_at is not None and cmd.captured_at > uow.now:
        raise invalid(
            "拍摄时刻不能晚于现在,请核对", "It cannot have been taken later than now", ("input", "capturedAt")
        )
