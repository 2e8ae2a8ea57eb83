"""What the assets service is made of."""

from pathlib import Path

from chassis.auth import Permissions
from chassis.service import Service
from services.assets.alert import models as _alert  # noqa: F401  # declares its tables
from services.assets.asset import models as _asset  # noqa: F401  # declares its tables
from services.assets.base import TABLES, Row
from services.assets.card import models as _card  # noqa: F401  # declares its tables
from services.assets.distribution import models as _distribution  # noqa: F401  # declares its tables
from services.assets.document import models as _document  # noqa: F401  # declares its tables
from services.assets.funding import models as _funding  # noqa: F401  # declares its tables
from services.assets.handlers import HANDLERS
from services.assets.handover import models as _handover  # noqa: F401  # declares its tables
from services.assets.idle import models as _idle  # noqa: F401  # declares its tables
from services.assets.income import models as _income  # noqa: F401  # declares its tables
from services.assets.jobs import JOBS
from services.assets.operation import models as _operation  # noqa: F401  # declares its tables
from services.assets.packs import PACKS
from services.assets.replicas import Region
from services.assets.report import models as _report  # noqa: F401  # declares its tables
from services.assets.revival import models as _revival  # noqa: F401  # declares its tables
from services.assets.rights import models as _rights  # noqa: F401  # declares its tables
from services.assets.upkeep import models as _upkeep  # noqa: F401  # declares its tables

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
    jobs=JOBS,
)
