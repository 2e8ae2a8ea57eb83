"""What a command really sends to the database, written down as a script of pgbench."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Engine, event

UUID_TEXT = re.compile(r"'([0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})'")
LIKE_A_VARIABLE = re.compile(r"(?<!:):(?=[^\W\d])")
"""A colon before a letter, which pgbench would take for one of its variables; in JSON a space may follow it."""
JOURNALLED = re.compile(r"^INSERT INTO journal ")


@contextmanager
def recorded(engine: Engine) -> Iterator[list[str]]:
    """The statements that run meanwhile, with their values in them."""
    seen: list[tuple[str, Any]] = []
    said: list[str] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        seen.append((statement, parameters[0] if isinstance(parameters, list) else parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)
        with engine.connect() as connection:
            cursor = psycopg.ClientCursor(connection.connection.driver_connection)  # type: ignore[arg-type]
            said += [cursor.mogrify(statement, parameters) for statement, parameters in seen]


def script(first: Sequence[str], second: Sequence[str], journal_ids: Sequence[int]) -> str:
    """One transaction: what differs between two runs of the same command is new in each of its own.

    `journal_ids` are those that the first run drew; later statements of the script use those that it draws itself.
    """
    fresh = {text: f"u{place}" for place, text in enumerate(sorted(_ids(first) - _ids(second)))}
    drawn = {str(number): f"j{place}_id" for place, number in enumerate(journal_ids)}
    made = ", ".join(f"gen_random_uuid()::text AS {name}" for name in fresh.values())
    lines = [f"SELECT {made} \\gset", "BEGIN;", *_lines(first, fresh, drawn), "END;"]
    return "\n".join(lines) + "\n"


def _lines(statements: Sequence[str], fresh: Mapping[str, str], drawn: Mapping[str, str]) -> Iterator[str]:
    journalled = 0
    for statement in statements:
        text = LIKE_A_VARIABLE.sub(": ", " ".join(statement.split()))
        text = UUID_TEXT.sub(lambda found: _named(found, fresh), text)
        for number, name in drawn.items():
            text = re.sub(rf"(?<![\w'-]){number}(?![\w'-])", f":{name}", text)
        if JOURNALLED.match(text):
            yield f"{text} \\gset j{journalled}_"
            journalled += 1
        else:
            yield f"{text};"


def _named(found: re.Match[str], fresh: Mapping[str, str]) -> str:
    name = fresh.get(str(UUID(found.group(1))))
    return f":{name}" if name else found.group(0)


def _ids(statements: Sequence[str]) -> set[str]:
    return {str(UUID(text)) for statement in statements for text in UUID_TEXT.findall(statement)}
