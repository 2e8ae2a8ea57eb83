"""What the funds service is made of."""

from pathlib import Path
from typing import Final

from chassis.auth import Permissions
from chassis.service import Service
from services.funds.allocation import models as _allocation  # noqa: F401  # declares its tables
from services.funds.base import TABLES, Row
from services.funds.binding import models as _binding  # noqa: F401  # declares its tables
from services.funds.budget import models as _budget  # noqa: F401  # declares its tables
from services.funds.category.commands import seed_categories
from services.funds.claim import models as _claim  # noqa: F401  # declares its tables
from services.funds.document import models as _document  # noqa: F401  # declares its tables
from services.funds.handlers import HANDLERS
from services.funds.indicator import models as _indicator  # noqa: F401  # declares its tables
from services.funds.jobs import JOBS
from services.funds.packs import PACKS
from services.funds.payment import models as _payment  # noqa: F401  # declares its tables
from services.funds.replicas import Region
from services.funds.sealing import seal_entries

HERE = Path(__file__).parent

SERVICE: Final = Service(
    name="funds",
    metadata=Row.metadata,
    tables=TABLES,
    region=Region,
    permissions=Permissions.load(HERE / "permissions.yaml"),
    packs=PACKS,
    migrations=HERE / "migrations",
    handlers=HANDLERS,
    jobs=JOBS,
    on_sealed=seal_entries,
    seeds=(seed_categories,),
)
