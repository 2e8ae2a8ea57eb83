"""Files as every service keeps them: what is known of the bytes here, the bytes themselves in S3."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime
from sqlmodel import Field, SQLModel

from chassis.columns import APPEND_ONLY
from chassis.tables import InRegion, Versioned
from chassis.visibility import Visibility


class DocumentColumns(Versioned, InRegion):
    """A file: `sha256` as lower-case hex, `byte_size` in bytes.

    It lies where whoever made it works, and from the first use on where that subject lies.
    """

    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("电子件", "document")

    file_name: str
    content_type: str
    byte_size: int
    sha256: str = Field(index=True)
    captured_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    latitude: float | None = None
    longitude: float | None = None
    complete: bool = False
    created_by: str
    first_owner_id: UUID | None = None


class DocumentUseColumns(SQLModel):
    """That an aggregate, or a part of one, has a document among its papers; `document_id` is the service's."""

    visibility: ClassVar[Visibility] = Visibility.WITH_PARENT

    owner_id: UUID = Field(primary_key=True)
    recorded_at: datetime = Field(sa_type=DateTime(timezone=True))


def document_constraints() -> tuple[CheckConstraint, ...]:
    """What the database holds every table of documents to."""
    return (
        CheckConstraint("byte_size > 0", name="byte_size"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="location"),
        CheckConstraint("latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name="degrees"),
    )


def use_arguments() -> dict[str, Any]:
    """A use is never taken back."""
    return {"info": APPEND_ONLY}
