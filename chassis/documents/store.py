"""The S3 bucket of a service: what is on its way in, and what has been checked and never changes."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import IO, BinaryIO, cast
from urllib.parse import SplitResult, quote, urlsplit
from uuid import UUID

from minio import Minio
from minio.credentials.credentials import Credentials
from minio.error import MinioException, S3Error
from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from chassis.documents.signing import presigned_put
from chassis.settings import ServiceSettings

DOWNLOAD_SECONDS = 60
CHUNK_BYTES = 1 << 16
IN_MEMORY_BYTES = 1 << 20
CONNECT_SECONDS, READ_SECONDS = 3.0, 30.0
MISSING = frozenset({"NoSuchKey", "NoSuchObject"})


class StoreUnavailableError(Exception):
    """S3 did not answer, or refused what it must allow this service."""


@dataclass(frozen=True)
class Ticket:
    """Where and how to PUT the bytes of one document, and until when (by the machine's clock)."""

    url: str
    headers: tuple[str, ...]
    expires_at: datetime


@dataclass(frozen=True)
class Received:
    """What came in: the open file, its length in bytes, its SHA-256 as hex."""

    file: IO[bytes]
    byte_size: int
    sha256: str


class FileStore:
    """Signs addresses for clients, without asking S3, and moves checked bytes to their place; that blocks."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._bucket = settings.s3_bucket

    @property
    def byte_limit(self) -> int:
        """The most that a file may have."""
        return self._settings.document_bytes

    def ticket(self, document_id: UUID, content_type: str, byte_size: int) -> Ticket:
        """Leave to upload exactly so many bytes as that type."""
        moment = datetime.now(UTC)
        headers = {"content-type": content_type, "content-length": str(byte_size)}
        seconds = self._settings.upload_seconds
        url = presigned_put(
            self._public._replace(path=f"/{self._bucket}/{_incoming(document_id)}"),
            headers,
            self._credentials,
            region=self._settings.s3_region,
            moment=moment,
            seconds=seconds,
        )
        until = moment.replace(microsecond=0) + timedelta(seconds=seconds)
        return Ticket(url, tuple(f"{name}: {value}" for name, value in headers.items()), until)

    def download_url(self, sha256: str, file_name: str, content_type: str) -> str:
        """A link to checked bytes, for a minute, that a browser saves under the name instead of showing."""
        url: str = self._outside.get_presigned_url(
            "GET",
            bucket_name=self._bucket,
            object_name=_kept(sha256),
            expires=timedelta(seconds=DOWNLOAD_SECONDS),
            response_headers={
                "response-content-disposition": f"attachment; filename*=UTF-8''{quote(file_name, safe='')}",
                "response-content-type": content_type,
            },
        )
        return url

    @contextmanager
    def received(self, document_id: UUID, byte_limit: int) -> Iterator[Received | None]:
        """A copy of what was uploaded, of which nobody can change a byte any more; None if nothing was.

        Reading ends after `byte_limit` and one more byte.
        """
        with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES) as file, _answering():
            hashed = self._copy(document_id, file, byte_limit)
            yield None if hashed is None else Received(file, file.tell(), hashed)

    def keep(self, received: Received) -> None:
        """Put checked bytes where they stay."""
        received.file.seek(0)
        with _answering():
            self._inside.put_object(
                bucket_name=self._bucket,
                object_name=_kept(received.sha256),
                data=cast("BinaryIO", received.file),
                length=received.byte_size,
            )

    @contextmanager
    def kept(self, sha256: str) -> Iterator[Iterator[bytes]]:
        """The bytes that stay, piece by piece."""
        with _answering(), self._open(_kept(sha256)) as answer:
            yield answer.stream(CHUNK_BYTES)

    def discard(self, document_id: UUID) -> None:
        """Delete what was uploaded."""
        with _answering():
            self._inside.remove_object(bucket_name=self._bucket, object_name=_incoming(document_id))

    def _copy(self, document_id: UUID, file: IO[bytes], byte_limit: int) -> str | None:
        digest = hashlib.sha256()
        try:
            with self._open(_incoming(document_id)) as answer:
                for chunk in answer.stream(CHUNK_BYTES):
                    digest.update(chunk)
                    file.write(chunk)
                    if file.tell() > byte_limit:
                        break
        except S3Error as error:
            if error.code in MISSING:
                return None
            raise
        return digest.hexdigest()

    @contextmanager
    def _open(self, name: str) -> Iterator[BaseHTTPResponse]:
        answer = self._inside.get_object(bucket_name=self._bucket, object_name=name)
        try:
            yield answer
        finally:
            answer.close()
            answer.release_conn()

    @cached_property
    def _credentials(self) -> Credentials:
        return Credentials(self._settings.s3_access_key, self._settings.s3_secret_key.get_secret_value())

    @cached_property
    def _public(self) -> SplitResult:
        return _address(self._settings.s3_public_endpoint or self._settings.s3_endpoint)

    @cached_property
    def _outside(self) -> Minio:
        """It only signs."""
        return self._client(self._public, 1)

    @cached_property
    def _inside(self) -> Minio:
        return self._client(_address(self._settings.s3_endpoint), self._settings.pool_size)

    def _client(self, address: SplitResult, connections: int) -> Minio:
        pool = PoolManager(
            maxsize=connections,
            timeout=Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            retries=Retry(total=1, backoff_factor=0.1),
        )
        return Minio(
            address.netloc,
            access_key=self._credentials.access_key,
            secret_key=self._credentials.secret_key,
            secure=address.scheme == "https",
            region=self._settings.s3_region,
            http_client=pool,
        )


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (MinioException, HTTPError) as error:
        raise StoreUnavailableError(str(error)) from error


def _address(endpoint: str) -> SplitResult:
    """The address without the port that its scheme means anyway: clients leave it out of what is signed."""
    if not endpoint:
        raise StoreUnavailableError("JIADI_S3_ENDPOINT is not set: there is nowhere to keep files")
    parts = urlsplit(endpoint.rstrip("/"))
    usual = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return parts._replace(netloc=parts.netloc.removesuffix(usual) if usual else parts.netloc)


def _incoming(document_id: UUID) -> str:
    return f"incoming/{document_id}"


def _kept(sha256: str) -> str:
    return f"sha256/{sha256}"
