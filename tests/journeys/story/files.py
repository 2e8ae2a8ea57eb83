"""Files that the thread uploads: announced through the gateway, put to the object store, completed."""

from collections.abc import Mapping
from typing import Any

from urllib3.exceptions import HTTPError

from tests.harness.files import PDF, PNG, announced, paper, picture, put
from tests.journeys.story.telling import Story, patiently

SERVICES = {"project": "ProjectDocument", "fund": "FundDocument", "asset": "AssetDocument"}


def upload(story: Story, persona: str, service: str, kind: str, name: str) -> str:
    """The id of a completed file of a service (`project`, `fund`, `asset`)."""
    document = SERVICES[service]
    field = document[0].lower() + document[1:]
    is_picture = name.endswith(".png")
    content = picture(name) if is_picture else paper(f"{story.name} {name}")
    given = announced(content, kind=kind, fileName=name, contentType=PNG if is_picture else PDF)
    made = story.do(persona, f"Create{document}", given)
    identifier = str(made[field]["id"])
    if made["upload"] is not None:
        ticket = made["upload"]
        patiently(lambda: _put(ticket, content))
        payload = story.client.do(f"Complete{document}", persona, {}, id=identifier)
        assert payload[field]["complete"]
    return identifier


def _put(ticket: Mapping[str, Any], content: bytes) -> None:
    status = put(ticket, content)
    if status >= 500:
        raise HTTPError(f"the store answered {status}")
    assert status == 200
