"""The rule packs, loaded for the rules of this service."""

from rulebook.book import Rulebook
from services.assets.alert.rules import RULES as ALERT_RULES
from services.assets.asset.rules import RULES as ENTRY_RULES
from services.assets.detection.rules import RULES as DETECTION_RULES
from services.assets.idle.rules import RULES as IDLE_RULES
from services.assets.revival.rules import RULES as REVIVAL_RULES
from services.assets.rights.rules import RULES as RIGHTS_RULES
from services.assets.trial.rules import RULES as TRIAL_RULES

PACKS = Rulebook.load(
    [
        *ALERT_RULES,
        *DETECTION_RULES,
        *ENTRY_RULES,
        *IDLE_RULES,
        *REVIVAL_RULES,
        *RIGHTS_RULES,
        *TRIAL_RULES,
    ]
)
