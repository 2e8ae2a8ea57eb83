import json
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
import yaml

from deploy.embedded.issuer import AUDIENCE, DevelopmentIssuer
from deploy.embedded.layout import PROJECT
from deploy.embedded.personas import PERSONAS, Grant
from tests.harness.tokens import Tokens


def _decode(issuer: DevelopmentIssuer, token: str) -> dict[str, object]:
    keys = jwt.PyJWKSet.from_json(issuer.jwks_file.read_text())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, object] = jwt.decode(token, key, algorithms=["EdDSA"], audience=AUDIENCE, issuer=issuer.name)
    return claims


def test_a_token_carries_subject_name_and_grants(tmp_path: Path) -> None:
    issuer = DevelopmentIssuer(tmp_path)
    claims = _decode(issuer, issuer.issue("li", "李会计", (Grant("COUNTY_FINANCE", "652822"),), timedelta(hours=1)))
    assert (claims["sub"], claims["name"]) == ("li", "李会计")
    assert claims["grants"] == [{"role": "COUNTY_FINANCE", "region": "652822"}]


def test_the_key_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    token = Tokens(tmp_path).token("county_office")
    assert _decode(DevelopmentIssuer(tmp_path), token)["sub"] == "county_office"
    assert (tmp_path / "issuer.pem").stat().st_mode & 0o077 == 0
    assert set(json.loads((tmp_path / "jwks.json").read_text())["keys"][0]) >= {"kid", "x", "crv"}
    assert "d" not in json.loads((tmp_path / "jwks.json").read_text())["keys"][0]


@pytest.mark.parametrize("make", ["expired", "foreign", "unsigned"])
def test_bad_tokens_are_bad(tmp_path: Path, make: str) -> None:
    tokens = Tokens(tmp_path)
    with pytest.raises(jwt.InvalidTokenError):
        _decode_any(tokens, getattr(tokens, make)("county_office"))


def _decode_any(tokens: Tokens, token: str) -> None:
    jwk = jwt.PyJWKSet.from_json(tokens.issuer.jwks_file.read_text()).keys[0]
    jwt.decode(token, jwk, algorithms=["EdDSA"], audience=AUDIENCE)


def test_a_claim_can_be_replaced_or_left_out(tmp_path: Path) -> None:
    claims = Tokens(tmp_path).claims("stranger", aud="elsewhere", name=None)
    assert claims["aud"] == "elsewhere"
    assert "name" not in claims


def test_every_persona_has_a_role_that_may_do_something_in_a_region() -> None:
    tables = [yaml.safe_load(table.read_text()) for table in PROJECT.glob("services/*/permissions.yaml")]
    allowed = {role for table in tables for roles in table.values() for role in roles}
    grants = [persona.grants for persona in PERSONAS.values()]
    assert len(tables) == 3
    assert all(each and {grant.role for grant in each} <= allowed for each in grants)
    assert all(grant.region for each in grants for grant in each)
