"""The rule packs, loaded for the rules of this service."""

from typing import Final

from rulebook.book import Rulebook
from services.projects.acceptance.rules import PANEL_RULES, SETTLEMENT_RULES, SIGNATURE_RULES
from services.projects.deliberation import rules as deliberation
from services.projects.implementation.rules import COMPLETION_RULES, INSPECTION_RULES, START_RULES
from services.projects.modification.rules import MODIFICATION_RULES
from services.projects.objection.rules import ANSWER_RULES
from services.projects.plan import rules as plan
from services.projects.project.rules import APPROVAL_RULES
from services.projects.publicity.rules import CLOSING_RULES, POSTING_RULES
from services.projects.review import rules as review

LIBRARY_RULES: Final = (
    *deliberation.FIRST_RULES,
    *deliberation.SECOND_RULES,
    *review.TOWNSHIP_RULES,
    *review.FIRST_COUNTY_RULES,
    *review.ENTRY_RULES,
    *APPROVAL_RULES,
    *plan.DRAFT_RULES,
    *plan.LIBRARY_RULES,
    *plan.APPROVAL_RULES,
)
PUBLICITY_RULES: Final = (*POSTING_RULES, *CLOSING_RULES, *ANSWER_RULES)
WORKS_RULES: Final = (
    *START_RULES,
    *MODIFICATION_RULES,
    *COMPLETION_RULES,
    *INSPECTION_RULES,
    *PANEL_RULES,
    *SIGNATURE_RULES,
    *SETTLEMENT_RULES,
)

PACKS: Final = Rulebook.load((*LIBRARY_RULES, *PUBLICITY_RULES, *WORKS_RULES))
