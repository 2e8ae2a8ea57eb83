import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minio import Minio
from minio.error import InvalidResponseError, S3Error
from urllib3.exceptions import HTTPError

from deploy.embedded.binaries import weed
from deploy.embedded.child import plain_environment
from deploy.embedded.databases import SERVICES
from deploy.embedded.kept import Credentials
from deploy.embedded.layout import Layout
from deploy.embedded.part import Part
from deploy.embedded.ports import LOOPBACK
from deploy.embedded.processes import Bucket

# Every port that the program could open gets a name: it keeps state per port, and its defaults may be taken.
PORT_FLAGS = (
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port",
    "s3.port.grpc",
    "admin.port",
    "admin.port.grpc",
)
FLAGS = {
    "ip": LOOPBACK,
    "ip.bind": LOOPBACK,
    "master.telemetry": "false",
    "volume.preStopSeconds": "0",
    "webdav": "false",
    "admin.ui": "false",
    "s3.port.iceberg": "0",
    "s3.port.lance": "0",
    "s3.allowDeleteBucketNotEmpty": "false",
    "s3.autoCreateBucket": "false",
    "s3.cacheCapacityMB": "16",
    "s3.readerCacheSizeMB": "32",
    "filer.disableDirListing": "true",
    "filer.exposeDirectoryData": "false",
}
# Without these keys the volume and filer ports read, write and delete for anybody.
TOKEN_KEYS = (
    "WEED_JWT_SIGNING_KEY",
    "WEED_JWT_SIGNING_READ_KEY",
    "WEED_JWT_FILER_SIGNING_KEY",
    "WEED_JWT_FILER_SIGNING_READ_KEY",
)
NOBODY = "https://nobody.invalid"
"""An origin that no page has: an empty list would let every page in."""
ADMINISTRATOR = "administrator"
ACTIONS = ("Read", "Write", "List", "Tagging")


def bucket_name(service: str) -> str:
    """The bucket of a service in the stack."""
    return f"jiadi-{service}"


def bucket(keys: Credentials, service: str, endpoint: str, public_endpoint: str = "") -> Bucket:
    """The service's bucket with the key that opens it and no other."""
    return Bucket(endpoint, bucket_name(service), *_keys(keys, service), public_endpoint)


def identities(keys: Credentials) -> str:
    """The file that `-s3.config` names: an administrator, and per service a key to its bucket alone."""
    allowed = {ADMINISTRATOR: ["Admin"]}
    allowed |= {service: [f"{action}:{bucket_name(service)}" for action in ACTIONS] for service in SERVICES}
    return json.dumps({"identities": [_identity(keys, name, actions) for name, actions in allowed.items()]})


def administer(address: str, keys: Credentials) -> Minio:
    """A client at host:port that may do everything."""
    access_key, secret_key = _keys(keys, ADMINISTRATOR)
    return Minio(address, access_key=access_key, secret_key=secret_key, secure=False)


def create_buckets(address: str, keys: Credentials) -> None:
    """Every service's bucket on the server at host:port; safe to repeat. Raises S3Error, HTTPError."""
    client = administer(address, keys)
    for service in SERVICES:
        if not client.bucket_exists(bucket_name=bucket_name(service)):
            client.make_bucket(bucket_name=bucket_name(service))


@dataclass(frozen=True)
class SeaweedServer:
    """SeaweedFS as an S3 server on loopback: one bucket and one identity per service.

    `allowed_origins`, by comma, are those of the pages whose scripts may upload and download.
    """

    layout: Layout
    allowed_origins: str = ""

    @property
    def address(self) -> str:
        """host:port of the S3 server."""
        return f"{LOOPBACK}:{self.layout.ports.get(_port_name('s3.port'))}"

    def bucket(self, service: str) -> Bucket:
        """The service's bucket with the key that opens it and no other."""
        return bucket(self.layout.credentials, service, f"http://{self.address}")

    def part(self) -> Part:
        """Identities are written anew at every start."""
        folder = self.layout.server_folder("seaweedfs")
        self.layout.account.write(folder / "identities.json", identities(self.layout.credentials))
        keys = {name: self.layout.credentials.get(f"seaweedfs.{name}") for name in TOKEN_KEYS}
        return Part(
            name="seaweedfs",
            argv=(str(weed(self.layout)), "-logtostderr=true", "mini", f"-dir={folder}", *self._flags(folder)),
            environment=plain_environment({"HOME": str(folder), "GOMEMLIMIT": "1GiB", **keys}),
            folder=folder,
            account=self.layout.account,
            ready=self._serves,
            equip=self._equip,
            ports=tuple(_port_name(flag) for flag in PORT_FLAGS),
        )

    def _flags(self, folder: Path) -> list[str]:
        ports = {flag: str(self.layout.ports.get(_port_name(flag))) for flag in PORT_FLAGS}
        flags = (
            FLAGS
            | ports
            | {
                "s3.config": str(folder / "identities.json"),
                "s3.allowedOrigins": self.allowed_origins or NOBODY,
                "filer.allowedOrigins": NOBODY,
                "filer.localSocket": str(folder / "filer.sock"),
                "s3.localSocket": str(folder / "s3.sock"),
            }
        )
        return [f"-{name}={value}" for name, value in flags.items()]

    async def _serves(self) -> bool:
        try:
            await asyncio.to_thread(administer(self.address, self.layout.credentials).list_buckets)
        except (S3Error, InvalidResponseError, HTTPError):
            return False
        return True

    async def _equip(self) -> None:
        await asyncio.to_thread(create_buckets, self.address, self.layout.credentials)


def _port_name(flag: str) -> str:
    return f"seaweedfs.{flag}"


def _keys(keys: Credentials, identity: str) -> tuple[str, str]:
    return keys.get(f"s3.{identity}.access"), keys.get(f"s3.{identity}.secret")


def _identity(keys: Credentials, name: str, actions: list[str]) -> dict[str, Any]:
    access_key, secret_key = _keys(keys, name)
    credentials = [{"accessKey": access_key, "secretKey": secret_key}]
    return {"name": name, "credentials": credentials, "actions": actions}
