"""Files that tests upload: their bytes, and the way to a complete document through a service's doors."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import urllib3

from tests.harness.subgraph import Subgraph

HTTP = urllib3.PoolManager()
TYPES = {"projects": "ProjectDocument", "funds": "FundDocument", "assets": "AssetDocument"}
PDF, PNG = "application/pdf", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = (
    """id fileName contentType byteSize sha256 capturedAt location { latitude longitude } complete downloadUrl kind"""
)
OUTCOME = "errors { code field message messageEn }"
TICKET = "upload { url headers expiresAt }"


def paper(text: str) -> bytes:
    """A small PDF that says something of its own."""
    return b"%PDF-1.4\n% " + text.encode() + b"\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(name: str) -> bytes:
    """A PNG of one pixel whose colour the name decides."""
    colour = hashlib.sha256(name.encode()).digest()[:3]
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" + colour)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def package(*parts: str) -> bytes:
    """A zip with empty parts of these names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        for part in parts:
            zipped.writestr(part, "")
    return held.getvalue()


def announced(content: bytes, **given: Any) -> dict[str, Any]:
    """The input of a create command that tells the truth about a PDF, with some of it replaced."""
    told = {
        "kind": "OTHER",
        "fileName": "证明.pdf",
        "contentType": PDF,
        "byteSize": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return told | given


def put(ticket: Mapping[str, Any], content: bytes, **replaced: str) -> int:
    """Send the bytes to where a ticket says, with the headers that it asks for; the status of the answer."""
    headers = dict(each.split(": ", 1) for each in ticket["headers"])
    return HTTP.request("PUT", ticket["url"], body=content, headers=headers | replaced, timeout=30.0).status


def create(subgraph: Subgraph, given: Mapping[str, Any], persona: str | None, **more: Any) -> dict[str, Any]:
    """The payload of a create command, its document under `document`."""
    kind = TYPES[subgraph.runtime.service.name]
    field = f"{kind[0].lower()}{kind[1:]}"
    return subgraph.run(
        f"mutation($input: {kind}CreateInput!, $key: String!, $validateOnly: Boolean! = false) {{"
        f" {field}Create(input: $input, idempotencyKey: $key, validateOnly: $validateOnly) {{"
        f" document: {field} {{ {SHOWN} }} {TICKET} {OUTCOME} }} }}",
        given,
        persona,
        **more,
    )


def complete(subgraph: Subgraph, identifier: str, persona: str | None, **more: Any) -> dict[str, Any]:
    """The payload of a complete command, its document under `document`."""
    kind = TYPES[subgraph.runtime.service.name]
    field = f"{kind[0].lower()}{kind[1:]}"
    return subgraph.run(
        "mutation($input: DocumentCompleteInput!, $key: String!, $validateOnly: Boolean! = false) {"
        f" {field}Complete(input: $input, idempotencyKey: $key, validateOnly: $validateOnly) {{"
        f" document: {field} {{ {SHOWN} }} {TICKET} {OUTCOME} }} }}",
        {"id": identifier},
        persona,
        **more,
    )


def upload(subgraph: Subgraph, kind: str, persona: str, content: bytes | None = None, **given: Any) -> str:
    """The id of a complete document of the persona's, by default a PDF that nothing else has the bytes of."""
    sent = paper(f"{kind} {persona}") if content is None else content
    made = create(subgraph, announced(sent, kind=kind, **given), persona)
    assert made["errors"] == []
    identifier = str(made["document"]["id"])
    if made["upload"] is not None:
        assert put(made["upload"], sent) == 200
        assert complete(subgraph, identifier, persona)["document"]["complete"]
    return identifier


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
