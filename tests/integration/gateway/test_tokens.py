"""Tokens at the gateway's door."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from gateway.app import create_app
from tests.harness.client import ask
from tests.harness.servers import serving
from tests.integration.gateway.conftest import Network, settings

KEY, FOREIGN = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
CLAIMS = {"sub": "u1", "name": "古丽", "aud": "jiadi", "iss": "jiadi-development", "grants": []}


def token(key: Any = KEY, algorithm: str = "EdDSA", seconds: int = 60, **claims: str) -> str:
    return jwt.encode({**CLAIMS, "exp": time.time() + seconds, **claims}, key, algorithm, {"kid": "k1"})


@pytest.fixture
def door(network: Network, tmp_path: Path) -> Iterator[str]:
    jwk = json.loads(OKPAlgorithm.to_jwk(KEY.public_key())) | {"kid": "k1", "alg": "EdDSA"}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    app = create_app(settings(network.addresses, jwks_file=tmp_path / "jwks.json"), network.supergraph)
    with serving(app) as address:
        yield address


def test_a_good_token_is_passed_on(door: str) -> None:
    bearer = f"Bearer {token()}"
    assert (
        ask(door, "{ headers }", headers={"Authorization": bearer}).body["data"]["headers"][0]
        == f"authorization={bearer}"
    )


def test_no_token_is_the_public(door: str) -> None:
    assert ask(door, "{ headers }").body["data"]["headers"][0] == "authorization=None"


@pytest.mark.parametrize(
    "authorization",
    [
        f"Bearer {token(seconds=-60)}",
        f"Bearer {token(FOREIGN)}",
        f"Bearer {token(None, 'none')}",
        f"Bearer {token('x' * 32, 'HS256')}",
        f"Bearer {token(aud='other')}",
        f"Bearer {token(iss='other')}",
        f"Bearer {token()[:-8]}AAAAAAAA",
        "Bearer x.y.z",
        "Bearer",
        "Basic YTpi",
    ],
    ids=["expired", "foreign", "none", "symmetric", "audience", "issuer", "signature", "garbage", "empty", "basic"],
)
def test_a_bad_token_is_refused_before_anything_is_asked(authorization: str, door: str, network: Network) -> None:
    asked = network.subgraphs["shops"].requests
    reply = ask(door, "{ headers }", headers={"Authorization": authorization})
    assert reply.status == 401
    assert reply.body["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert "登录凭证" in reply.body["errors"][0]["message"]
    assert network.subgraphs["shops"].requests == asked
