"""The rule packs, loaded for the rules of this service."""

from rulebook.book import Rulebook
from services.assets.alert.rules import RULES as ALERT_RULES
from services.assets.asset.rules import RULES as ENTRY_RULES
from services.assets.distribution.rules import RULES as DISTRIBUTION_RULES
from services.assets.income.rules import RULES as INCOME_RULES
from services.assets.operation.rules import RULES as OPERATION_RULES
from services.assets.rights.rules import RULES as RIGHTS_RULES

PACKS = Rulebook.load([*ALERT_RULES, *DISTRIBUTION_RULES, *ENTRY_RULES, *INCOME_RULES, *OPERATION_RULES, *RIGHTS_RULES])
