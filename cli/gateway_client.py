"""GraphQL over HTTP, as any client of the gateway speaks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

SHOWN_ERRORS = 3  # one wrong input type can bring dozens that say the same


class GatewayError(Exception):
    """The gateway refused an operation; `codes` are its stable error codes."""

    def __init__(self, codes: frozenset[str], message: str) -> None:
        super().__init__(message)
        self.codes = codes


@dataclass(frozen=True)
class GatewayClient:
    """One caller of one gateway. `address`: URL of the GraphQL endpoint. `token`: bearer token."""

    address: str
    token: str

    async def ask(self, document: str, variables: Mapping[str, object], consistency: str | None = None) -> Any:
        """`data` of the answer. Raises GatewayError for top-level errors, aiohttp.ClientError without an answer."""
        headers = {"Authorization": f"Bearer {self.token}"} | (
            {"Jiadi-Consistency": consistency} if consistency else {}
        )
        body = {"query": document, "variables": dict(variables)}
        timeout = aiohttp.ClientTimeout(total=60)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self.address, json=body, headers=headers) as response,
        ):
            answer = await response.json(content_type=None)
        if errors := answer.get("errors"):
            raise GatewayError(
                frozenset(str(error.get("extensions", {}).get("code", "")) for error in errors),
                "\n".join(_told(error) for error in errors[:SHOWN_ERRORS]),
            )
        return answer["data"]


def _told(error: Mapping[str, Any]) -> str:
    english = error.get("extensions", {}).get("messageEn", "")
    return " · ".join(part for part in (str(error.get("message", "")), english) if part)
