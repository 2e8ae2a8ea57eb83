"""Tokens of the personas, good ones and bad ones."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt

from deploy.embedded.issuer import DevelopmentIssuer
from deploy.embedded.personas import PERSONAS


class Tokens:
    """An issuer of one deployment's own. `folder` must exist."""

    def __init__(self, folder: Path) -> None:
        self.issuer = DevelopmentIssuer(folder)
        self._folder = folder

    def claims(self, persona: str, **overrides: Any) -> dict[str, Any]:
        """The persona's claims with some replaced; an override of None leaves the claim out."""
        who = PERSONAS[persona]
        claims = self.issuer.claims(who.key, who.name, who.grants) | overrides
        return {name: value for name, value in claims.items() if value is not None}

    def token(self, persona: str, **overrides: Any) -> str:
        return self.issuer.sign(self.claims(persona, **overrides))

    def expired(self, persona: str) -> str:
        who = PERSONAS[persona]
        return self.issuer.issue(who.key, who.name, who.grants, life=timedelta(hours=-1))

    def foreign(self, persona: str) -> str:
        """Signed with a key that the deployment does not know, under a key id that it knows."""
        folder = self._folder / "foreign"
        folder.mkdir(exist_ok=True)
        return DevelopmentIssuer(folder).sign(self.claims(persona))

    def unsigned(self, persona: str) -> str:
        """alg=none."""
        return jwt.encode(self.claims(persona), key="", algorithm="none")
