"""Who is asking: tokens, grants, and what a grant allows."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import jwt
import yaml

from chassis.errors import ErrorCode, Fault, RequestCode, RequestFault
from chassis.settings import CommonSettings

AUDIENCE = "jiadi"
KEY_PAUSE_SECONDS = 10
"""Tokens under unknown keys make us fetch the key set no more often than this."""
KEY_TIMEOUT_SECONDS = 3
WHOLE_TREE = "*"
SYSTEM_ROLE = "SYSTEM"
PUBLIC_ROLE = "PUBLIC"
"""Listed under a permission, it opens that to everybody, also without a token."""


@dataclass(frozen=True)
class Grant:
    """A role over a region and all below, as the token says it; region `*` is the whole tree."""

    role: str
    region_code: str


@dataclass(frozen=True)
class Identity:
    """What a valid token says; no token gives `PUBLIC`."""

    subject: str
    name: str
    grants: tuple[Grant, ...] = ()
    expires_at: datetime | None = field(default=None, compare=False, repr=False)

    @property
    def signed_in(self) -> bool:
        """Whether there was a token."""
        return self.subject != PUBLIC.subject


PUBLIC = Identity(subject="public", name="公众")


@dataclass(frozen=True)
class Scope:
    """A grant found in this service's region tree; `path` is the region's path, `/` for the whole tree."""

    role: str
    path: str


class Placed(Protocol):
    """Anything that lies in a region."""

    @property
    def region_path(self) -> str:
        """The keys from the top, `/1/4/`."""


@dataclass(frozen=True)
class Permissions:
    """Which role may do what; one file per service."""

    by_role: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, path: Path) -> "Permissions":
        """Read `permissions.yaml`: permission → list of roles."""
        table: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        roles = {role for roles in table.values() for role in roles}
        return cls({role: frozenset(name for name, to in table.items() if role in to) for role in roles})

    def of(self, role: str) -> frozenset[str]:
        """Permissions of a role; an unknown role has none."""
        return self.by_role.get(role, frozenset())


@dataclass(frozen=True)
class Principal:
    """An identity with its grants resolved against this service's regions; `system` is set for our own jobs only."""

    identity: Identity
    scopes: tuple[Scope, ...]
    permissions: Permissions = field(repr=False)
    system: bool = False

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Path prefixes of everything in scope."""
        return tuple(sorted({scope.path for scope in self.scopes}))

    def sees(self, path: str | None) -> bool:
        """Whether a place lies within a grant."""
        return path is not None and any(path.startswith(prefix) for prefix in self.paths)

    def role_for(self, permission: str, path: str) -> str | None:
        """The role that allows this here, or None."""
        if self.system:
            return SYSTEM_ROLE
        scope = self.scope_for(permission, path)
        if scope is not None:
            return scope.role
        return PUBLIC_ROLE if permission in self.permissions.of(PUBLIC_ROLE) else None

    def scope_for(self, permission: str, path: str) -> Scope | None:
        """The grant that allows this here, the one given for the smallest place if there are several."""
        allowing = (s for s in self.scopes if path.startswith(s.path) and permission in self.permissions.of(s.role))
        return max(allowing, key=lambda scope: len(scope.path), default=None)

    def require(self, permission: str, place: Placed) -> str:
        """The role that allows it; FORBIDDEN if there is none."""
        role = self.role_for(permission, place.region_path)
        if role is None:
            raise _forbidden(permission)
        return role

    def narrowest(self, permission: str) -> Scope:
        """The grant over the smallest place that allows this at all; FORBIDDEN if none does."""
        allowing = (scope for scope in self.scopes if permission in self.permissions.of(scope.role))
        scope = max(allowing, key=lambda scope: (len(scope.path), scope.path), default=None)
        if scope is None:
            raise _forbidden(permission)
        return scope


def _forbidden(permission: str) -> Fault:
    return Fault(
        ErrorCode.FORBIDDEN,
        f"您的岗位无权办理此事项({permission}),请联系有权限的岗位办理",
        f"Your role may not do this ({permission}); ask someone whose role may",
    )


def system_principal(job: str, permissions: Permissions) -> Principal:
    """The named principal under which jobs and event handlers act; it is bound by no region and no role."""
    return Principal(Identity(f"system:{job}", "系统"), (Scope(SYSTEM_ROLE, "/"),), permissions, system=True)


class TokenVerifier:
    """Checks bearer tokens against a key set, by an allow-list of algorithms."""

    def __init__(self, settings: CommonSettings) -> None:
        self._settings = settings
        self._keys: dict[str, jwt.PyJWK] = {}
        self._look_again_at = 0.0

    def identity(self, authorization: str | None) -> Identity:
        """The identity of an Authorization header; none is the public, a bad one is UNAUTHENTICATED."""
        if not authorization:
            return PUBLIC
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise unauthenticated("no bearer token in the Authorization header")
        try:
            return _identity(self._claims(token))
        except (jwt.PyJWTError, KeyError, TypeError, ValueError, OSError) as error:
            raise unauthenticated(str(error) or type(error).__name__) from error

    def _claims(self, token: str) -> dict[str, Any]:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in self._settings.token_algorithms:
            raise jwt.InvalidAlgorithmError(f"algorithm {algorithm} is not allowed")
        return jwt.decode(
            token,
            key=self._key(str(header.get("kid", ""))),
            algorithms=[algorithm],
            audience=AUDIENCE,
            issuer=self._settings.issuer,
            options={"require": ["exp", "sub", "aud", "iss"]},
        )

    def _key(self, kid: str) -> jwt.PyJWK:
        if kid not in self._keys and time.monotonic() >= self._look_again_at:
            self._look_again_at = time.monotonic() + KEY_PAUSE_SECONDS
            self._keys = {str(key.key_id): key for key in self._load()}
        if kid not in self._keys:
            raise jwt.InvalidKeyError("the token is signed with an unknown key")
        return self._keys[kid]

    def _load(self) -> list[jwt.PyJWK]:
        if self._settings.jwks_url:
            client = jwt.PyJWKClient(self._settings.jwks_url, cache_jwk_set=False, timeout=KEY_TIMEOUT_SECONDS)
            return list(client.get_jwk_set().keys)
        if self._settings.jwks_file is None:
            raise ValueError("neither JIADI_JWKS_URL nor JIADI_JWKS_FILE is set")
        return list(jwt.PyJWKSet.from_dict(json.loads(self._settings.jwks_file.read_text())).keys)


def _identity(claims: dict[str, Any]) -> Identity:
    grants = tuple(Grant(str(g["role"]), str(g["region"])) for g in claims.get("grants", ()))
    expires_at = datetime.fromtimestamp(claims["exp"], UTC)
    return Identity(str(claims["sub"]), str(claims.get("name", claims["sub"])), grants, expires_at)


def unauthenticated(reason: str) -> RequestFault:
    """The token is missing where one is needed, or is not valid."""
    return RequestFault(
        RequestCode.UNAUTHENTICATED,
        "登录凭证无效或已过期,请重新登录",
        f"The token is not valid: {reason}. Sign in again",
    )
