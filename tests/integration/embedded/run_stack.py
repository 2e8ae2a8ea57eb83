"""Runs some parts of a stack until it is ended: python -m … HOME CACHE PART…; prints their process ids as JSON."""

import asyncio
import json
import sys
from pathlib import Path

from deploy.embedded.layout import Layout
from deploy.embedded.stack import Stack, serve


async def run(home: Path, cache: Path, parts: list[str]) -> None:
    stack = Stack(Layout.open(home, cache), report=lambda _: None, only=parts)

    async def tell() -> None:
        print(json.dumps({part: stack.pid(part) for part in parts}), flush=True)  # noqa: T201

    await serve(stack, tell)


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
