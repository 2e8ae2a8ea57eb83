"""Inputs of the commands on files."""

import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationInfo

from chassis.documents.types import TYPES
from chassis.inputs import CommandInput, GeoPointInput
from published.invalid_value import InvalidValueError

SHA256 = re.compile(r"[0-9a-f]{64}")


def _digest(text: str) -> str:
    if not SHA256.fullmatch(text.lower()):
        raise InvalidValueError(
            "摘要须为文件SHA-256的64位十六进制数", "Give the file's SHA-256 as 64 hexadecimal digits"
        )
    return text.lower()


def _plain_name(name: str) -> str:
    if any(character in "/\\" or not character.isprintable() for character in name):
        raise InvalidValueError(
            "文件名不能含有斜线或不可见字符", "A file name has no slashes and no invisible characters"
        )
    return name


def _kept_type(content_type: str) -> str:
    if content_type not in TYPES:
        raise InvalidValueError(
            f"不接受此类文件“{content_type}”,可用类型:{'、'.join(TYPES)}",
            f"Files of the type '{content_type}' are not kept; use one of {', '.join(TYPES)}",
        )
    return content_type


def _moment(value: object) -> object:
    """A moment names its offset; without one nobody knows when it was."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InvalidValueError(
            "须为带时区的时刻,应形如 2021-06-18T10:30:00+08:00",
            "Give a moment with its offset, like 2021-06-18T10:30:00+08:00",
        )
    return moment


def _named_after_its_type(name: str, info: ValidationInfo) -> str:
    """A program that calls itself a letter would be opened as a program."""
    kept = TYPES.get(info.data.get("content_type", ""))
    if kept is not None and not kept.names(name):
        raise InvalidValueError(
            f"文件名的扩展名须与类型一致:{'、'.join(kept.endings)}",
            f"The name must end as the type says: {', '.join(kept.endings)}",
        )
    return name


FileName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    AfterValidator(_plain_name),
    AfterValidator(_named_after_its_type),
]
MediaType = Annotated[str, StringConstraints(max_length=100), AfterValidator(_kept_type)]
Sha256 = Annotated[str, AfterValidator(_digest)]
Moment = Annotated[datetime, BeforeValidator(_moment)]


class DocumentCreateInput(CommandInput):
    """What a new file is said to be; each service adds its kind."""

    content_type: MediaType = Field(description="Media type [类型].")
    file_name: FileName = Field(description="File name [文件名].")
    byte_size: int = Field(gt=0, description="Bytes [字节数].")
    sha256: Sha256 = Field(description="SHA-256, hex [摘要].")
    captured_at: Moment | None = Field(default=None, description="Taken at [拍摄时刻].")
    location: GeoPointInput | None = Field(default=None, description="Taken where [拍摄位置].")


class DocumentCompleteInput(CommandInput):
    """Document to complete after its upload [确认上传]."""

    id: UUID = Field(description="Document [电子件].")
