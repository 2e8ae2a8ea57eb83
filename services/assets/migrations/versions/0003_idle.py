"""Alerts, and who may be in charge of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "official",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
    )
    op.create_table(
        "asset_alert",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=True),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("idle_case_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("verdict", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("clustering_bps", sa.Integer(), nullable=False),
        sa.Column("risk_bps", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'ASSIGNED') <= (assignee_id IS NOT NULL)", name=op.f("ck_asset_alert_assignee_id")
        ),
        sa.CheckConstraint("clustering_bps >= 10000 AND risk_bps >= 10000", name=op.f("ck_asset_alert_factors")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_asset_alert_value")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_asset_alert_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_alert")),
    )
    op.create_index(op.f("ix_asset_alert_asset_id"), "asset_alert", ["asset_id"], unique=False)
    op.create_index(op.f("ix_asset_alert_assignee_id"), "asset_alert", ["assignee_id"], unique=False)
    op.create_index(op.f("ix_asset_alert_contract_id"), "asset_alert", ["contract_id"], unique=False)
    op.create_index("ix_asset_alert_due", "asset_alert", ["due_on", "id"], unique=False)
    op.create_index(op.f("ix_asset_alert_idle_case_id"), "asset_alert", ["idle_case_id"], unique=False)
    op.create_index(op.f("ix_asset_alert_project_id"), "asset_alert", ["project_id"], unique=False)
    op.create_index("ix_asset_alert_raised", "asset_alert", ["raised_on", "id"], unique=False)
    op.create_index(op.f("ix_asset_alert_region_id"), "asset_alert", ["region_id"], unique=False)
    op.create_index(op.f("ix_asset_alert_region_path"), "asset_alert", ["region_path"], unique=False)
    op.create_index(
        "uq_asset_alert_open",
        "asset_alert",
        ["kind", "subject_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'RESOLVED'"),
    )
