"""The rule packs, loaded for the rules of this service."""

from typing import Final

from rulebook.book import Rulebook
from services.projects.project.rules import APPROVAL_RULES

PACKS: Final = Rulebook.load(APPROVAL_RULES)
