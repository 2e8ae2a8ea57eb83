"""The rule packs, loaded for the rules of this service."""

from rulebook.book import Rulebook
from services.assets.alert.rules import RULES as ALERT_RULES
from services.assets.asset.rules import FORMATION_RULES, VALUE_RULES
from services.assets.asset.rules import RULES as ENTRY_RULES
from services.assets.detection.rules import RULES as DETECTION_RULES
from services.assets.distribution.rules import RULES as DISTRIBUTION_RULES
from services.assets.handover.rules import RULES as HANDOVER_RULES
from services.assets.idle.rules import RULES as IDLE_RULES
from services.assets.income.rules import RULES as INCOME_RULES
from services.assets.operation.rules import RULES as OPERATION_RULES
from services.assets.report.rules import RULES as REPORT_RULES
from services.assets.revival.rules import RULES as REVIVAL_RULES
from services.assets.rights.rules import RULES as RIGHTS_RULES
from services.assets.trial.rules import RULES as TRIAL_RULES
from services.assets.upkeep.rules import RULES as UPKEEP_RULES

PACKS = Rulebook.load(
    [
        *ALERT_RULES,
        *DETECTION_RULES,
        *DISTRIBUTION_RULES,
        *ENTRY_RULES,
        *FORMATION_RULES,
        *HANDOVER_RULES,
        *IDLE_RULES,
        *INCOME_RULES,
        *OPERATION_RULES,
        *REPORT_RULES,
        *REVIVAL_RULES,
        *RIGHTS_RULES,
        *TRIAL_RULES,
        *UPKEEP_RULES,
        *VALUE_RULES,
    ]
)
