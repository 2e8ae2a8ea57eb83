import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import OKPAlgorithm

from deploy.embedded.personas import Grant

AUDIENCE = "jiadi"
ALGORITHM = "EdDSA"
KEY_ID = "development"
DEFAULT_LIFE = timedelta(hours=12)


@dataclass(frozen=True)
class DevelopmentIssuer:
    """Issues tokens on a machine of one's own; in a deployment an OIDC provider does.

    The private key (`issuer.pem`, readable by its owner only) and the JWKS file are made once in `folder`.
    """

    folder: Path
    name: str = "https://issuer.jiadi.invalid"

    @property
    def jwks_file(self) -> Path:
        """The public key as a JSON Web Key Set; made on first use."""
        path = self.folder / "jwks.json"
        if not path.exists():
            public = OKPAlgorithm.to_jwk(self._key().public_key(), as_dict=True)
            path.write_text(json.dumps({"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": ALGORITHM}]}) + "\n")
        return path

    def issue(self, subject: str, name: str, grants: tuple[Grant, ...], life: timedelta = DEFAULT_LIFE) -> str:
        """A signed token; a negative life makes one that has expired."""
        return self.sign(self.claims(subject, name, grants, life))

    def claims(
        self, subject: str, name: str, grants: tuple[Grant, ...], life: timedelta = DEFAULT_LIFE
    ) -> dict[str, Any]:
        """The claims of a token issued now: sub, name, aud, iss, iat, exp, grants."""
        now = datetime.now(UTC)
        return {
            "sub": subject,
            "name": name,
            "aud": AUDIENCE,
            "iss": self.name,
            "iat": int(min(now, now + life).timestamp()),
            "exp": int((now + life).timestamp()),
            "grants": [{"role": grant.role, "region": grant.region} for grant in grants],
        }

    def sign(self, claims: dict[str, Any]) -> str:
        """Sign any claims, true or not."""
        return jwt.encode(claims, self._key(), algorithm=ALGORITHM, headers={"kid": KEY_ID})

    def _key(self) -> Ed25519PrivateKey:
        path = self.folder / "issuer.pem"
        if not path.exists():
            _write_key(path)
        key = load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError(f"{path} is not an Ed25519 key; remove it and {self.folder / 'jwks.json'} to make new ones")
        return key


def _write_key(path: Path) -> None:
    path.touch(mode=0o600)
    path.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
