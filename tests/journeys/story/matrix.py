"""Every act of the thread tried by every role, in the actor's own region, a sibling of it and the region above."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from chassis.auth import PUBLIC_ROLE, Permissions
from deploy.embedded.databases import SERVICES
from deploy.embedded.personas import PERSONAS
from gateway.compose import SCHEMA
from tests.journeys.story.asking import NOWHERE, errors, mutation_of
from tests.journeys.story.telling import Act, Story

SIBLING, PARENT = "652824", "652800"
PUBLIC = ("notice", "objection")
"""What everybody may read: that it exists is no secret."""
ROLES: Final = sorted({grant.role for persona in PERSONAS.values() for grant in persona.grants})
ROOT = Path(__file__).resolve().parents[3] / "services"


@dataclass(frozen=True)
class Attempt:
    """Who tried what from where, and what came of it; `elsewhere` is the answer about something that does not exist."""

    operation: str
    role: str
    place: str
    allowed: bool
    codes: tuple[str, ...]
    by_role: bool
    elsewhere: tuple[str, ...] | None = None


def allowed_roles(act: Act) -> frozenset[str]:
    """Roles that the permission table of its service gives the act to.

    A permission is named after its mutation; where one of several is asked, by level or step, it is the actor's.
    """
    mutation = mutation_of(act.operation)
    table = Permissions.load(ROOT / _service_of(mutation) / "permissions.yaml").by_role
    mine = {grant.role for grant in PERSONAS[act.persona].grants} if act.persona else {PUBLIC_ROLE}
    asked = {
        name
        for role in mine
        for name in table.get(role, ())
        if _gives(OTHERWISE.get(name, name).replace(".", "").replace("_", ""), mutation.lower())
        and _of_level(name, act)
    }
    return frozenset(role for role, names in table.items() if asked & names)


OTHERWISE: Final = {
    "payment_claim.sign": "payment_claim.review",
    "payment_claim.approve": "payment_claim.review",
    "contract.sign": "operation_contract.sign",
    "asset.report": "asset_report.submit",
}
"""Permissions that do not carry the name of their mutation."""


def _gives(permission: str, mutation: str) -> bool:
    """`project.review.township` gives projectReview, `document.create` gives assetDocumentCreate."""
    return permission.startswith(mutation) or mutation.endswith(permission)


def _of_level(permission: str, act: Act) -> bool:
    """A notice is posted and closed by the level that it stands at; a distribution's stands in the village."""
    if not permission.startswith("notice."):
        return True
    level = act.given.get("level") or str(act.about).partition("-")[2].replace("distribution", "village")
    return permission.rpartition(".")[2] == level.lower()


def _service_of(mutation: str) -> str:
    (found,) = (name for name in SERVICES if f"  {mutation}(" in (SCHEMA / f"{name}.graphql").read_text("utf-8"))
    return found


@dataclass
class Matrix:
    """A watcher that tries each act, once for each kind of act, before it is done; nothing it tries is committed."""

    attempts: list[Attempt] = field(default_factory=list)
    _seen: set[tuple[str, str | None]] = field(default_factory=set)

    def __call__(self, story: Story, act: Act) -> None:
        kind = (act.operation, act.persona)
        if kind in self._seen or act.persona == "platform_operator":
            return
        self._seen.add(kind)
        allowed = allowed_roles(act)
        own = PERSONAS[act.persona].grants[0].region if act.persona else SIBLING
        for role in ROLES:
            self._try(story, act, role, own, role in allowed or PUBLIC_ROLE in allowed)
        for role in sorted(allowed - {PUBLIC_ROLE}):
            self._try(story, act, role, PARENT, True)
            self._try_outside(story, act, role)

    def _try(self, story: Story, act: Act, role: str, region: str, allowed: bool) -> None:
        found = _errors(story, act, role, region, act.given)
        by_role = any("您的岗位无权" in each["message"] for each in found)
        codes = tuple(each["code"] for each in found)
        self.attempts.append(Attempt(act.operation, role, region, allowed, codes, by_role))

    def _try_outside(self, story: Story, act: Act, role: str) -> None:
        if act.operation.startswith("Create"):
            return  # a new file lies wherever its maker may make one
        found = _errors(story, act, role, SIBLING, act.given)
        hidden = act.about is not None and not act.about.startswith(PUBLIC)
        nowhere = _errors(story, act, role, SIBLING, act.given | {"id": NOWHERE}) if hidden else None
        self.attempts.append(
            Attempt(
                act.operation,
                role,
                SIBLING,
                False,
                tuple(each["code"] for each in found),
                False,
                None if nowhere is None else tuple(each["code"] for each in nowhere),
            )
        )


def _errors(story: Story, act: Act, role: str, region: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    grants = [{"role": role, "region": region}]
    token = story.deployment.token("county_office", sub=f"matrix-{role}", name=role, grants=grants)
    return errors(story, act, None, given, token=token)
