"""What was known at a moment: facts whose journal rows were sealed by then."""

from datetime import datetime
from typing import Any

from sqlalchemy import Exists, exists

from services.funds.base import TABLES


def sealed_by(moment: datetime, entity_id: Any, action: str | None = None) -> Exists:
    """Whether a journal row of the entity, of one action if given, was sealed by the moment."""
    journal, seal = TABLES.journal.c, TABLES.seal.c
    known = exists().where(seal.journal_id == journal.id, journal.entity_id == entity_id, seal.sealed_at <= moment)
    return known if action is None else known.where(journal.action == action)
