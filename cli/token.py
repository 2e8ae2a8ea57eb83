import re
from datetime import timedelta
from typing import Annotated

import typer

from cli.home import home
from cli.screen import ANSWERS
from deploy.embedded.issuer import DEFAULT_LIFE, DevelopmentIssuer
from deploy.embedded.personas import PERSONAS, WHOLE_TREE, Grant, Persona
from published.invalid_value import InvalidValueError
from published.region_code import parse_region_code

ROLES = sorted({grant.role for persona in PERSONAS.values() for grant in persona.grants})
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def token(
    persona: Annotated[str | None, typer.Option(help=f"示例人员 One of: {' '.join(PERSONAS)}")] = None,
    grant: Annotated[list[str] | None, typer.Option(metavar="ROLE:REGION", help="岗位与辖区,可重复 Repeatable")] = None,
    name: Annotated[str, typer.Option(help="姓名 Name, with --grant")] = "示例人员",
    subject: Annotated[str, typer.Option(help="账号 Account, with --grant")] = "example",
    ttl: Annotated[str | None, typer.Option(metavar="12h", help="有效期 Life, as 90s 30m 12h 7d")] = None,
) -> None:
    """签发开发用口令。Issue a token of the development issuer."""
    who = _who(persona, grant or [], name, subject)
    life = DEFAULT_LIFE if ttl is None else parse_life(ttl)
    ANSWERS.print(DevelopmentIssuer(home()).issue(who.key, who.name, who.grants, life))


def _who(persona: str | None, grants: list[str], name: str, subject: str) -> Persona:
    if (persona is None) == (not grants):
        raise typer.BadParameter("请给出 --persona 或 --grant 之一 · give either --persona or --grant")
    if persona is None:
        return Persona(subject, name, tuple(parse_grant(text) for text in grants))
    if persona not in PERSONAS:
        raise typer.BadParameter(f"没有“{persona}”· no such persona; there are: {' '.join(PERSONAS)}")
    return PERSONAS[persona]


def parse_grant(text: str) -> Grant:
    """`COUNTY_FINANCE:652822`; region `*` is the whole tree. Raises typer.BadParameter."""
    role, _, region = text.partition(":")
    if role not in ROLES:
        raise typer.BadParameter(f"没有岗位“{role}”· no such role; there are: {' '.join(ROLES)}")
    try:
        return Grant(role, region if region == WHOLE_TREE else parse_region_code(region))
    except InvalidValueError as error:
        raise typer.BadParameter(str(error)) from error


def parse_life(text: str) -> timedelta:
    """A length of time such as `90s`, `30m`, `12h` or `7d`. Raises typer.BadParameter."""
    match = re.fullmatch(r"([1-9][0-9]*)([smhd])", text)
    if match is None:
        raise typer.BadParameter(f"“{text}”不是有效期,应形如 30m、12h、7d · write it as 90s, 30m, 12h or 7d")
    return timedelta(**{UNITS[match[2]]: int(match[1])})
