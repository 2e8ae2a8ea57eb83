from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import Column, MetaData, Text, create_engine

from chassis import migrate
from chassis.grants import grant
from chassis.service import Service
from chassis.uow import UnitOfWork
from tests.integration.chassis.conftest import SettingsOf
from tests.integration.chassis.example import teller
from tests.integration.chassis.stage import Desk


def copy_of(metadata: MetaData) -> MetaData:
    copy = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(copy)
    return copy


def test_a_migrated_database_agrees_with_the_models(
    example_services: dict[str, Service], example_settings: SettingsOf
) -> None:
    for name, service in example_services.items():
        migrate.check(service, example_settings(name))


def test_a_model_without_its_migration_is_found_and_named(
    example_services: dict[str, Service], example_settings: SettingsOf
) -> None:
    metadata = copy_of(example_services["projects"].metadata)
    metadata.tables["organisation"].append_column(Column("motto", Text))
    changed = replace(example_services["projects"], metadata=metadata)
    with pytest.raises(migrate.MissingMigrationError, match="motto"):
        migrate.check(changed, example_settings("projects"))


def test_the_next_migration_is_numbered_and_brings_the_change(
    example_services: dict[str, Service], example_settings: SettingsOf
) -> None:
    service, settings = example_services["projects"], example_settings("projects")
    metadata = copy_of(service.metadata)
    metadata.tables["organisation"].append_column(Column("motto", Text))
    changed = replace(service, metadata=metadata)
    migrate.revise(changed, settings, "a motto")
    written = service.migrations / "versions" / "0002_a_motto.py"
    try:
        assert "chassis" not in written.read_text()
        migrate.upgrade(changed, settings)
        migrate.check(changed, settings)
    finally:
        written.unlink()


def test_a_region_path_is_found_by_its_prefix_through_an_index(desk: Desk) -> None:
    with psycopg.connect(desk.owner_url) as connection:
        connection.execute("SET enable_seqscan = off")
        plan = connection.execute("EXPLAIN SELECT id FROM organisation WHERE region_path LIKE '/1/2/%'").fetchall()
    assert any("Index Cond: ((region_path >= '/1/2/'" in line for (line,) in plan)


def test_seeds_run_as_the_system_and_may_run_again(
    example_services: dict[str, Service], example_settings: SettingsOf
) -> None:
    def seed(uow: UnitOfWork) -> None:
        if uow.session.query(teller.Region).count() == 0:
            teller.import_region(uow, teller.RegionInput(code="65", name="新疆", path="/1/"))

    service, settings = replace(example_services["projects"], seeds=(seed,)), example_settings("projects")
    migrate.upgrade(service, settings)
    migrate.upgrade(service, settings)
    assert settings.owner_database_url is not None
    with psycopg.connect(settings.owner_database_url.get_secret_value()) as connection:
        rows = connection.execute("SELECT actor ->> 'subject', action FROM journal").fetchall()
    assert rows == [("system:seed", "region.import")]


def test_the_runtime_role_keeps_no_right_that_its_tables_do_not_name(desk: Desk) -> None:
    with psycopg.connect(desk.owner_url) as connection:
        connection.execute("GRANT ALL ON organisation TO projects_runtime")
    with create_engine(desk.runtime.settings.owner_sqlalchemy_url()).connect() as owner:
        grant(owner, desk.runtime.service.metadata, "projects_runtime")
        owner.commit()
    rights = desk.rows(
        "SELECT table_name::text, string_agg(privilege_type, ' ' ORDER BY privilege_type)"
        " FROM information_schema.role_table_grants WHERE grantee = 'projects_runtime' GROUP BY table_name"
    )
    assert dict(rights) == {
        "clock": "SELECT",
        "idempotency": "INSERT SELECT UPDATE",
        "inbox": "INSERT SELECT",
        "job_run": "INSERT SELECT UPDATE",
        "journal": "INSERT SELECT",
        "organisation": "INSERT SELECT UPDATE",
        "parked": "INSERT SELECT UPDATE",
        "region": "INSERT SELECT UPDATE",
        "relay": "INSERT SELECT UPDATE",
        "seal": "INSERT SELECT",
        "state_fact": "INSERT SELECT",
    }
