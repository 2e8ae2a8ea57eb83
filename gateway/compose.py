"""Composes the subgraphs' SDL files in `schema/` into the supergraph and the public schema.

`python -m gateway.compose` writes both; `--check` only says whether the committed files are fresh.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from graphql import BreakingChange, build_schema, find_breaking_changes, parse, print_ast

from gateway.features import unplannable_in_subgraph, unplannable_in_supergraph
from gateway.node import NodeFailed, install, run
from gateway.supergraph import public_document

SCHEMA = Path(__file__).parent / "schema"
SUPERGRAPH = "supergraph.graphql"
PUBLIC = "api.graphql"


class CompositionFailed(Exception):
    """The subgraphs do not fit together, or use what the planner lacks; one message each."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(self.messages))


def compose(subgraphs: Mapping[str, str]) -> dict[str, str]:
    """File name → text of supergraph and public schema, from subgraph name → SDL."""
    _refuse(message for name, sdl in subgraphs.items() for message in unplannable_in_subgraph(name, sdl))
    install(SCHEMA)
    try:
        supergraph = run(SCHEMA / "compose.mjs", json.dumps(dict(subgraphs)))
    except NodeFailed as error:
        raise CompositionFailed(str(error).splitlines()) from error
    _refuse(unplannable_in_supergraph(supergraph))
    public = print_ast(public_document(parse(supergraph, no_location=True)))
    return {SUPERGRAPH: supergraph.rstrip() + "\n", PUBLIC: public.rstrip() + "\n"}


def breaking_changes(before: str, after: str) -> list[str]:
    """What would break a client that was written against the public schema before."""
    changes: list[BreakingChange] = find_breaking_changes(build_schema(before), build_schema(after))
    return [change.description for change in changes]


def read_subgraphs(folder: Path) -> dict[str, str]:
    """Subgraph name → SDL of the files in a folder."""
    files = sorted(path for path in folder.glob("*.graphql") if path.name not in (SUPERGRAPH, PUBLIC))
    return {path.stem: path.read_text(encoding="utf-8") for path in files}


def stale(folder: Path, composed: Mapping[str, str]) -> list[str]:
    """Committed files that differ from what the subgraphs compose to."""
    return [name for name, text in composed.items() if _read(folder / name) != text]


def _refuse(messages: Iterable[str]) -> None:
    if found := list(messages):
        raise CompositionFailed(found)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if all is well, 1 with a message otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a committed file is not fresh")
    parser.add_argument("--allow-breaking", action="store_true", help="write even what breaks existing clients")
    given = parser.parse_args(arguments)
    try:
        composed = compose(read_subgraphs(SCHEMA))
    except CompositionFailed as error:
        return _fail("The subgraphs do not compose:", error.messages)
    if given.check:
        return _fail("Not fresh; run python -m gateway.compose:", stale(SCHEMA, composed))
    return _write(composed, allow_breaking=given.allow_breaking)


def _write(composed: Mapping[str, str], *, allow_breaking: bool) -> int:
    committed = _read(SCHEMA / PUBLIC)
    broken = breaking_changes(committed, composed[PUBLIC]) if committed else []
    if broken and not allow_breaking:
        return _fail("This breaks clients; deprecate instead, or pass --allow-breaking:", broken)
    for name, text in composed.items():
        (SCHEMA / name).write_text(text, encoding="utf-8")
    return 0


def _fail(heading: str, messages: Iterable[str]) -> int:
    if lines := list(messages):
        sys.stderr.write("\n  ".join([heading, *lines]) + "\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
