"""The rule packs, loaded for the rules of this service."""

from typing import Final

from rulebook.book import Rulebook
from services.projects.plan import rules as plan
from services.projects.project import rules as project
from services.projects.review.rules import checking, entry, submission

PACKS: Final = Rulebook.load(
    (
        *submission.FIRST_RULES,
        *submission.SECOND_RULES,
        *checking.TOWNSHIP_RULES,
        *checking.FIRST_COUNTY_RULES,
        *entry.ENTRY_RULES,
        *project.APPROVAL_RULES,
        *plan.DRAFT_RULES,
        *plan.LIBRARY_RULES,
        *plan.APPROVAL_RULES,
    )
)
