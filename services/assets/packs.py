"""The rule packs, loaded for the rules of this service."""

from rulebook.book import Rulebook
from services.assets.alert.rules import RULES as ALERT_RULES
from services.assets.asset.rules import RULES as ENTRY_RULES
from services.assets.rights.rules import RULES as RIGHTS_RULES

PACKS = Rulebook.load([*ALERT_RULES, *ENTRY_RULES, *RIGHTS_RULES])
