"""The tables of projects."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("region_key")))
    op.execute(sa.schema.CreateSequence(sa.Sequence("project_code")))
    op.create_table(
        "clock",
        sa.Column("one", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_clock")),
    )
    op.create_table(
        "idempotency",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("input_hash", sa.LargeBinary(), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", "key", name=op.f("pk_idempotency")),
    )
    op.create_table(
        "inbox",
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("handler", "event_id", name=op.f("pk_inbox")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True, cache=1), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("entity_type", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("entity_version", sa.Integer(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("verdicts", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("correlation_id", sa.Text(), nullable=False),
        sa.Column("causation_id", sa.Text(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("event_type", sa.Text(), nullable=True),
        sa.Column("event_data", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sa.UniqueConstraint("event_id", name=op.f("uq_journal_event_id")),
    )
    op.create_index("journal_entity", "journal", ["entity_id", "entity_version"], unique=False)
    op.create_table(
        "region",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("path", sa.Text(collation="C"), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("former_codes", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("successor_ids", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'", name=op.f("ck_region_code")),
        sa.CheckConstraint(
            "key ~ '^[0-9a-z]+$' AND right(path, length(key) + 2) = '/' || key || '/'", name=op.f("ck_region_path")
        ),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_region_validity")),
        sa.ForeignKeyConstraint(["parent_id"], ["region.id"], name=op.f("fk_region_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("code", name=op.f("uq_region_code")),
        sa.UniqueConstraint("path", name=op.f("uq_region_path")),
    )
    op.create_index("ix_region_former_codes", "region", ["former_codes"], unique=False, postgresql_using="gin")
    op.create_index(op.f("ix_region_parent_id"), "region", ["parent_id"], unique=False)
    op.create_table(
        "relay",
        sa.Column("one", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_relay")),
    )
    op.create_table(
        "seal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("journal_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["journal_id"], ["journal.id"], name=op.f("fk_seal_journal_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_seal")),
        sa.UniqueConstraint("journal_id", name=op.f("uq_seal_journal_id")),
    )
    op.create_index(op.f("ix_seal_sealed_at"), "seal", ["sealed_at"], unique=False)
    op.create_table(
        "state_fact",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("axis", sa.Text(), nullable=False),
        sa.Column("entity_version", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=True),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("journal_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["journal_id"], ["journal.id"], name=op.f("fk_state_fact_journal_id")),
        sa.PrimaryKeyConstraint("entity_id", "axis", "entity_version", name=op.f("pk_state_fact")),
    )
