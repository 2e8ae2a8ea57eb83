"""What the assets service is made of."""

from pathlib import Path

from chassis.auth import Permissions
from chassis.service import Service
from services.assets.asset import models as _asset  # noqa: F401  # declares its tables
from services.assets.base import TABLES, Row
from services.assets.document import models as _document  # noqa: F401  # declares its tables
from services.assets.funding import models as _funding  # noqa: F401  # declares its tables
from services.assets.handlers import HANDLERS
from services.assets.packs import PACKS
from services.assets.replicas import Region
from services.assets.rights import models as _rights  # noqa: F401  # declares its tables

HERE = Path(__file__).parent

SERVICE = Service(
    name="assets",
    metadata=Row.metadata,
    tables=TABLES,
    region=Region,
    permissions=Permissions.load(HERE / "permissions.yaml"),
    packs=PACKS,
    migrations=HERE / "migrations",
    handlers=HANDLERS,
)
