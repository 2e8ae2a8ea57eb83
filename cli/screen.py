"""What people see: answers on standard output, what happens meanwhile on standard error."""

import time
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

ANSWERS = Console(highlight=False, soft_wrap=True)
NOTES = Console(stderr=True, highlight=False, soft_wrap=True)


def note(chinese: str, english: str) -> None:
    """A line about what happens now."""
    NOTES.print(f"{escape(chinese)} [dim]· {escape(english)}[/dim]")


def fail(chinese: str, english: str) -> NoReturn:
    """Say what went wrong and end with exit code 1."""
    NOTES.print(f"[red]{escape(chinese)}[/red]\n{escape(english)}")
    raise typer.Exit(1)


class Progress:
    """Lines about a start, each with the seconds since it began."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._began

    def report(self, line: str) -> None:
        """One line, from any part of the stack."""
        NOTES.print(f"[dim]{self.seconds:6.1f} s[/dim]  {escape(line)}")
