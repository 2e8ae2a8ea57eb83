"""What the projects service is made of."""

from pathlib import Path
from typing import Final

from chassis.auth import Permissions
from chassis.service import Service
from rulebook.book import Rulebook
from services.projects.base import TABLES, Row
from services.projects.region.models import Region

HERE = Path(__file__).parent

SERVICE: Final = Service(
    name="projects",
    metadata=Row.metadata,
    tables=TABLES,
    region=Region,
    permissions=Permissions.load(HERE / "permissions.yaml"),
    packs=Rulebook.load(()),
    migrations=HERE / "migrations",
)
