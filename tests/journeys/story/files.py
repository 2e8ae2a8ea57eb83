"""Files that the thread uploads: announced through the gateway, put to the object store, completed."""

import hashlib
import struct
import zlib
from typing import Any

import urllib3

from tests.journeys.story.telling import Story

HTTP = urllib3.PoolManager()
SERVICES = {"project": "ProjectDocument", "fund": "FundDocument", "asset": "AssetDocument"}


def upload(story: Story, persona: str, service: str, kind: str, name: str) -> str:
    """The id of a completed file of a service (`project`, `fund`, `asset`)."""
    document = SERVICES[service]
    field = document[0].lower() + document[1:]
    content = _picture(name) if name.endswith(".png") else _paper(f"{story.name} {name}")
    given = {
        "kind": kind,
        "fileName": name,
        "contentType": "image/png" if name.endswith(".png") else "application/pdf",
        "byteSize": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    made = story.do(persona, f"Create{document}", given)
    identifier = str(made[field]["id"])
    if made["upload"] is not None:
        put(made["upload"], content)
        payload = story.client.do(f"Complete{document}", persona, {}, id=identifier)
        assert payload[field]["complete"]
    return identifier


def put(ticket: dict[str, Any], content: bytes) -> None:
    """Send the bytes to where the ticket says, with the headers that it asks for."""
    headers = dict(each.split(": ", 1) for each in ticket["headers"])
    answer = HTTP.request("PUT", ticket["url"], body=content, headers=headers, timeout=30.0)
    assert answer.status == 200, (answer.status, answer.data)


def _paper(text: str) -> bytes:
    return b"%PDF-1.4\n% " + text.encode() + b"\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _picture(name: str) -> bytes:
    """One pixel whose colour the name decides."""
    colour = hashlib.sha256(name.encode()).digest()[:3]
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" + colour)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
