"""The orchard service over a database of its own, asked through its HTTP door."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import psycopg
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from chassis.auth import Permissions
from chassis.graph.api import api_of
from chassis.graph.subgraph import schema_of
from chassis.runtime import Runtime
from chassis.service import Service
from chassis.settings import Environment, ServiceSettings, with_driver
from rulebook.book import Rulebook
from tests.harness.plugin import FreshDatabase
from tests.harness.tokens import Tokens
from tests.integration.graph import apiary, orchard

NAMESPACE = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
Ask = Callable[..., dict[str, Any]]


def ident(name: str) -> UUID:
    return uuid5(NAMESPACE, name)


REGIONS = {
    "650000": ("新疆维吾尔自治区", "PROVINCE", "/1/"),
    "652800": ("巴音郭楞蒙古自治州", "PREFECTURE", "/1/2/"),
    "652822": ("轮台县", "COUNTY", "/1/2/3/"),
    "652801": ("库尔勒市", "COUNTY", "/1/2/4/"),
    "411003": ("建安区", "COUNTY", "/5/"),
}
SCHEMA = schema_of(
    "tests.integration",
    [orchard.OrchardQuery, apiary.ApiaryQuery],
    [],
    subscriptions=[orchard.OrchardSubscription],
)


def placed(code: str) -> dict[str, Any]:
    return {"region_id": ident(code), "region_code": code, "region_path": REGIONS[code][2]}


def _regions() -> list[orchard.RegionRow]:
    parents = {path: code for code, (_, _, path) in REGIONS.items()}
    rows = []
    for code, (name, level, path) in REGIONS.items():
        above = parents.get(f"/{'/'.join(path.strip('/').split('/')[:-1])}/")
        former = ["411023"] if code == "411003" else []
        rows.append(
            orchard.RegionRow(
                id=ident(code),
                code=code,
                name=name,
                name_sort=name,
                level=level,
                key=path.strip("/").split("/")[-1],
                path=path,
                parent_id=ident(above) if above else None,
                former_codes=former,
            )
        )
    return rows


@pytest.fixture(scope="module")
def rows() -> list[Any]:
    """What a test module adds to the regions; overridden where needed."""
    return []


@pytest.fixture(scope="module")
def runtime(module_postgres_database: FreshDatabase, tmp_path_factory: Any, rows: list[Any]) -> Runtime:
    address = module_postgres_database("projects")
    engine = create_engine(with_driver(address.owner))
    tables = [table for name, table in orchard.Row.metadata.tables.items() if name.startswith("orchard")]
    orchard.Row.metadata.create_all(engine, tables=tables)
    with Session(engine) as session:
        session.add_all(_regions())
        session.flush()
        session.add_all(rows)
        session.commit()
    engine.dispose()
    with psycopg.connect(address.owner, autocommit=True) as owner:
        owner.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO projects_runtime")
    folder = tmp_path_factory.mktemp("issuer")
    tokens = Tokens(folder)
    settings = ServiceSettings(
        database_url=SecretStr(address.runtime),
        owner_database_url=SecretStr(address.owner),
        jwks_file=tokens.issuer.jwks_file,
        issuer=tokens.issuer.name,
        environment=Environment.TEST,
    )
    service = Service(
        name="projects",
        metadata=orchard.Row.metadata,
        tables=orchard.TABLES,
        region=orchard.RegionRow,
        permissions=Permissions({}),
        packs=Rulebook.load([]),
        migrations=Path(),
    )
    made = Runtime(service, settings)
    made.tokens = tokens  # type: ignore[attr-defined]
    return made


@pytest.fixture(scope="module")
def ask(runtime: Runtime) -> Iterator[Ask]:
    """`ask(document, persona, variables)` → the answer's JSON; no persona is the public."""
    secret = runtime.settings.internal_secret.get_secret_value()
    with TestClient(api_of(SCHEMA, runtime)) as client:

        def post(document: str, persona: str | None = "provincial_auditor", **variables: Any) -> dict[str, Any]:
            headers = {"jiadi-internal-secret": secret}
            if persona:
                headers["authorization"] = f"Bearer {runtime.tokens.token(persona)}"  # type: ignore[attr-defined]
            answer: dict[str, Any] = client.post(
                "/graphql", json={"query": document, "variables": variables}, headers=headers
            ).json()
            return answer

        yield post
