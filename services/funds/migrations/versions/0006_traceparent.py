"""The trace that a journal row was written in, so that whoever is told of it later can go on with it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("journal", sa.Column("traceparent", sa.Text(), nullable=True))
