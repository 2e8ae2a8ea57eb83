"""The rule packs, loaded for the rules of this service."""

from typing import Final

from rulebook.book import Rulebook
from services.projects.objection.rules import ANSWER_RULES
from services.projects.project.rules import APPROVAL_RULES
from services.projects.publicity.rules import CLOSING_RULES, POSTING_RULES

PACKS: Final = Rulebook.load((*APPROVAL_RULES, *POSTING_RULES, *CLOSING_RULES, *ANSWER_RULES))
