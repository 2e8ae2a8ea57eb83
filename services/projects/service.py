"""What the projects service is made of."""

from pathlib import Path
from typing import Final

from chassis.auth import Permissions
from chassis.service import Service
from services.projects.acceptance import models as _acceptance  # noqa: F401  # declares its tables
from services.projects.base import TABLES, Row
from services.projects.benefit import models as _benefit  # noqa: F401  # declares its tables
from services.projects.deliberation import models as _deliberation  # noqa: F401  # declares its tables
from services.projects.document import models as _document  # noqa: F401  # declares its tables
from services.projects.handlers import HANDLERS
from services.projects.implementation import models as _implementation  # noqa: F401  # declares its tables
from services.projects.modification import models as _modification  # noqa: F401  # declares its tables
from services.projects.objection import models as _objection  # noqa: F401  # declares its tables
from services.projects.organisation import models as _organisation  # noqa: F401  # declares its tables
from services.projects.packs import PACKS
from services.projects.plan import models as _plan  # noqa: F401  # declares its tables
from services.projects.project import models as _project  # noqa: F401  # declares its tables
from services.projects.publicity import models as _publicity  # noqa: F401  # declares its tables
from services.projects.region.models import Region
from services.projects.review import models as _review  # noqa: F401  # declares its tables

HERE = Path(__file__).parent

SERVICE: Final = Service(
    name="projects",
    metadata=Row.metadata,
    tables=TABLES,
    region=Region,
    permissions=Permissions.load(HERE / "permissions.yaml"),
    packs=PACKS,
    migrations=HERE / "migrations",
    handlers=HANDLERS,
)
