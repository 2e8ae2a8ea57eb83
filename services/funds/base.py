"""The base of this service's tables, and the chassis tables beside them."""

from sqlmodel import SQLModel

from chassis.columns import service_registry
from chassis.tables import service_tables


class Row(SQLModel, registry=service_registry()):
    """Base of the tables of funds."""


TABLES = service_tables(Row.metadata)
