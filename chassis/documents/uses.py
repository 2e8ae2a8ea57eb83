"""Documents as the papers of something: attaching them, and asking what is attached."""

from collections.abc import Collection, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select

from chassis.documents.models import DocumentColumns
from chassis.errors import invalid
from chassis.region import place
from chassis.uow import UnitOfWork
from published.labelled import Labelled

Kind = TypeVar("Kind", bound=Labelled)
ATTACH = "document.attach"


class Uses(Generic[Kind]):
    """The documents of one service and what they are used for."""

    def __init__(self, document: Any, use: Any, kind: type[Kind]) -> None:
        self._document = document
        self._use = use
        self._kind = kind

    def attach(
        self,
        uow: UnitOfWork,
        owner: Any,
        document_ids: Sequence[UUID],
        field: tuple[str, ...],
        kinds: Collection[Kind] | None = None,
        *,
        subject: Any = None,
    ) -> None:
        """Put documents among the papers of `owner`; each must be visible, complete and of one of `kinds`.

        `subject` is the aggregate that an `owner` without a region is part of; a document moves to its region the
        first time. Raises NOT_FOUND or INVALID_INPUT at `field` and the place in the list.
        """
        if len(set(document_ids)) < len(document_ids):
            raise invalid("同一电子件只能列出一次,请去掉重复项", "A document is listed twice; name each once", field)
        for place_in_list, identifier in sorted(enumerate(document_ids), key=lambda each: each[1]):
            path = (*field, str(place_in_list))
            self.attach_one(uow, owner, identifier, path, kinds, subject=subject)

    def attach_one(
        self,
        uow: UnitOfWork,
        owner: Any,
        document_id: UUID,
        field: tuple[str, ...],
        kinds: Collection[Kind] | None = None,
        *,
        subject: Any = None,
    ) -> None:
        """The same for the one document of `field`, such as the slip of a hand-over."""
        document = uow.get_for_update(self._document, document_id, field=field)
        _require_usable(document, field)
        if kinds is not None:
            _require_kind(document, kinds, field)
        if not self._is_attached(uow, document_id, owner.id):
            uow.add(self._use(document_id=document_id, owner_id=owner.id, recorded_at=uow.now))
            _settle(uow, document, owner, owner if subject is None else subject)

    def _is_attached(self, uow: UnitOfWork, document_id: UUID, owner_id: UUID) -> bool:
        uow.session.flush()
        same = select(self._use.document_id).filter_by(document_id=document_id, owner_id=owner_id)
        return uow.session.execute(same).first() is not None

    def papers_of(self, uow: UnitOfWork, owner_id: UUID) -> frozenset[Kind]:
        """Kinds of the documents among the papers of an aggregate, visible or not: a fact for its rules."""
        uow.session.flush()
        statement = (
            select(self._document.kind)
            .join(self._use, self._use.document_id == self._document.id)
            .where(self._use.owner_id == owner_id)
        )
        return frozenset(self._kind(kind) for kind in uow.session.scalars(statement))


def _settle(uow: UnitOfWork, document: Any, owner: Any, subject: Any) -> None:
    """From its first use on a document lies where its subject lies."""
    if document.first_owner_id is None:
        document.first_owner_id = owner.id
        place(document, _Region(subject))
        uow.record(document, action=ATTACH)


class _Region:
    """The region that a row lies in, by the row's own columns."""

    def __init__(self, row: Any) -> None:
        self.id, self.code, self.path = row.region_id, row.region_code, row.region_path


def _require_usable(document: DocumentColumns, field: tuple[str, ...]) -> None:
    if not document.complete:
        raise invalid(
            f"电子件“{document.file_name}”尚未上传完成,请先上传并确认后再使用",
            f"'{document.file_name}' is not complete: upload it and complete it first",
            field,
        )


def _require_kind(document: Any, kinds: Collection[Kind], field: tuple[str, ...]) -> None:
    if document.kind in kinds:
        return
    wanted, wanted_en = "、".join(kind.label for kind in kinds), ", ".join(kind.value for kind in kinds)
    raise invalid(
        f"电子件“{document.file_name}”是{document.kind.label},此处须为:{wanted},请更换",
        f"'{document.file_name}' is a {document.kind.value}; here goes one of {wanted_en}",
        field,
    )
