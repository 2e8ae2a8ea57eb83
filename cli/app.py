"""The `jiadi` command: which commands there are; each lives in a module of its own.

A module is imported when its command is asked for: `up` runs for days and should hold only what it needs.
"""

import importlib
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from chassis import log

COMMANDS = {
    "up": "cli.up:up",
    "down": "cli.control:down",
    "status": "cli.status:status",
    "logs": "cli.logs:logs",
    "reset": "cli.control:reset",
    "test": "cli.suite:suite",
    "chaos": "cli.suite:chaos",
    "token": "cli.token:token",
    "sample": "cli.load:sample",
    "clock": "cli.clock:clock",
    "audit": "cli.audit:app",
    "events": "cli.events:app",
    "backup": "cli.backup:backup",
    "restore": "cli.backup:restore",
}
PASS_ON = {"test": {"ignore_unknown_options": True, "allow_extra_args": True}}


class Commands(TyperGroup):
    """The commands of COMMANDS."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One of them, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        found = getattr(importlib.import_module(module), attribute)
        if not isinstance(found, typer.Typer):
            function, found = found, typer.Typer(add_completion=False)
            found.command(context_settings=PASS_ON.get(cmd_name))(function)
        command = get_command(found)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=Commands,
    name="jiadi",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


@app.callback()
def jiadi() -> None:
    """家底:扶贫项目、资金、资产一本账。Jiadi keeps projects, funds and assets in order."""
    log.quiet()
