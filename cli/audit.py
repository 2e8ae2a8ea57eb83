from typing import Annotated

import typer

from chassis.audit import Audit, verify
from cli.screen import ANSWERS
from cli.services import reachable_databases, reachable_services

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def audit() -> None:
    """审计。The record."""


@app.command(name="verify")
def verify_chains(
    service: Annotated[str | None, typer.Option(help="只核对一个服务 Only this service")] = None,
) -> None:
    """逐行核对留痕链,有改动则退出码为 1。Walk the chain of seals; exit code 1 if anything was changed."""
    with reachable_databases():
        audits = {each.name: verify(each, settings) for each, settings in reachable_services(service)}
    for name, found in audits.items():
        ANSWERS.print(_line(name, found), style="" if found.clean else "red")
    raise typer.Exit(0 if all(found.clean for found in audits.values()) else 1)


def _line(name: str, found: Audit) -> str:
    if found.flaw is None:
        return f"{name}: {found.rows} 行完好 rows sound, {found.backlog.unsealed} 行待封存 rows wait for their seal"
    row = "" if found.flaw.journal_id is None else f", 留痕行 journal row {found.flaw.journal_id}"
    return f"{name}: 第 {found.flaw.seq} 号有误 flaw at seal {found.flaw.seq}{row}: {found.flaw.what}"
