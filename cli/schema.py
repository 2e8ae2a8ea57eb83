"""Write what the running code says: each service's SDL, then the supergraph and the public schema.

`python -m cli.schema` writes; `--check` says which committed files are not fresh, and exits with 1.
"""

import argparse
import importlib
import sys
from pathlib import Path

from deploy.embedded.databases import SERVICES
from gateway.compose import main as compose

FOLDER = Path(__file__).parent.parent / "gateway" / "schema"


def service_sdl(service: str) -> str:
    """The SDL of a service as its code declares it."""
    schema = importlib.import_module(f"services.{service}.app").SCHEMA
    return str(schema.as_str()).rstrip() + "\n"


def stale_services() -> list[str]:
    """SDL files that differ from the code."""
    return [name for name in SERVICES if _committed(name) != service_sdl(name)]


def _committed(service: str) -> str:
    path = FOLDER / f"{service}.graphql"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write() -> None:
    """Bring the SDL files up to date."""
    for service in SERVICES:
        (FOLDER / f"{service}.graphql").write_text(service_sdl(service), encoding="utf-8")


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--allow-breaking", action="store_true", help="write even what breaks existing clients")
    given = parser.parse_args()
    if given.check and (stale := stale_services()):
        print(f"not fresh: {', '.join(stale)}; run `make schema`")
        return 1
    if given.check:
        return compose(["--check"])
    write()
    return compose(["--allow-breaking"] if given.allow_breaking else [])


if __name__ == "__main__":
    sys.exit(main())
