"""Fetches GraphiQL's files from npm: one package, built by its authors, pinned by hash.

`python -m gateway.graphiql.assets` does it once, when an image is built or before the first start.
"""

import base64
import hashlib
import shutil
import tarfile
import tempfile
from pathlib import Path

from gateway.graphiql.pages import ASSETS
from gateway.node import pack

PACKAGE = "@graphql-yoga/graphiql@4.5.0"
SHA512 = "mer2/6RUdSGxNXCcE2dccKjDvcvj4DxIdYDKkggS3ltHc/MenhdBwBr/fwMreC7mqTBtn25a/q9e2Hdn36WNJg=="
WANTED = ("LICENSE", "dist/graphiql.css", "dist/yoga-graphiql.umd.js", "dist/monacoeditorwork/")


class WrongHash(Exception):
    """The package is not the one that was pinned."""


def fetch(target: Path = ASSETS) -> None:
    """Put the package's built files and licence into a folder, unless they are there; whole or not at all."""
    if target.exists():
        return
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        archive = pack(PACKAGE, Path(scratch))
        _check(archive)
        shutil.move(_unpack(archive, Path(scratch)), target)


def _check(archive: Path) -> None:
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != SHA512:
        raise WrongHash(f"{PACKAGE} has SHA-512 {found}, not the pinned one; it was not installed")


def _unpack(archive: Path, folder: Path) -> Path:
    """The wanted files; by hand, because Python 3.11.2 cannot yet extract with a filter."""
    with tarfile.open(archive) as tar:
        for member in tar:
            content = tar.extractfile(member)
            if content is not None and member.name.removeprefix("package/").startswith(WANTED):
                target = folder / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
    return folder / "package"


if __name__ == "__main__":
    fetch()
