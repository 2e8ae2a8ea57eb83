"""What a backup says about itself: the last entry to be written, the first to be read."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

FORMAT = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SealHead(_Part):
    """Where the chain of seals stood; seq 0 and an empty hash before the first seal. `hash` is hex."""

    seq: int
    hash: str


class ServiceState(_Part):
    """One service's database at the cut: its schema revision, rows by table, and the end of its chain."""

    revision: str
    rows: dict[str, int]
    head: SealHead


class Content(_Part):
    """One entry of the archive: its length in bytes and its SHA-256 as hex."""

    size: int
    sha256: str


class Manifest(_Part):
    """`postgres` is the server's version; `contents` name every other entry of the archive."""

    format: int
    taken_at: datetime
    postgres: str
    sample_loaded: bool
    services: dict[str, ServiceState]
    contents: dict[str, Content]

    def file_digests(self, service: str) -> list[str]:
        """SHA-256 of each of the service's files."""
        folder = files_folder(service)
        return [name.removeprefix(folder) for name in self.contents if name.startswith(folder)]


MANIFEST = "manifest.json"
KEYS = "keys.json"


def database_entry(service: str) -> str:
    """The service's database as pg_dump's custom format."""
    return f"databases/{service}.dump"


def files_folder(service: str) -> str:
    """Before the digest of each of the service's files."""
    return f"files/{service}/"
