"""Alerts, who may be in charge of them, and idle cases with their plans."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _alerts()
    _cases()


def _alerts() -> None:
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


def _cases() -> None:
    op.create_table(
        "field_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("finding", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("checker", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_check")),
    )
    op.create_index(op.f("ix_field_check_case_id"), "field_check", ["case_id"], unique=False)
    op.create_table(
        "idle_case",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("category_code", sa.String(), nullable=False),
        sa.Column("area_path", sa.Text(collation="C"), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("clustering_bps", sa.Integer(), nullable=False),
        sa.Column("risk_bps", sa.Integer(), nullable=False),
        sa.Column("field_check_id", sa.Uuid(), nullable=True),
        sa.Column("finding", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("dismissed_until", sa.Date(), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("overdue_since", sa.Date(), nullable=True),
        sa.Column("planned_by", sa.String(), nullable=True),
        sa.Column("executed_by", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("executed_on", sa.Date(), nullable=True),
        sa.Column("trial_ends_on", sa.Date(), nullable=True),
        sa.Column("struck_off_on", sa.Date(), nullable=True),
        sa.Column("strike_off_finding", sa.String(), nullable=True),
        sa.Column("relapse_watch_ends_on", sa.Date(), nullable=True),
        sa.Column("relapse_of_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(closed_on IS NOT NULL) = (state IN ('DISMISSED', 'REVITALISED', 'RELAPSED'))",
            name=op.f("ck_idle_case_closed"),
        ),
        sa.CheckConstraint(
            "(dismissed_until IS NOT NULL) = (state = 'DISMISSED')", name=op.f("ck_idle_case_dismissed_until")
        ),
        sa.CheckConstraint(
            "(plan_id IS NULL) = (mode IS NULL) AND (mode IS NULL) = (target_on IS NULL)",
            name=op.f("ck_idle_case_plan"),
        ),
        sa.CheckConstraint("counted_from <= opened_on", name=op.f("ck_idle_case_counted_from")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_idle_case_value")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_idle_case_asset_id")),
        sa.ForeignKeyConstraint(["field_check_id"], ["field_check.id"], name=op.f("fk_idle_case_field_check_id")),
        sa.ForeignKeyConstraint(["relapse_of_id"], ["idle_case.id"], name=op.f("fk_idle_case_relapse_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idle_case")),
    )
    op.create_index("ix_idle_case_asset", "idle_case", ["asset_id", "opened_on"], unique=False)
    op.create_index(op.f("ix_idle_case_assignee_id"), "idle_case", ["assignee_id"], unique=False)
    op.create_index("ix_idle_case_due", "idle_case", ["due_on", "id"], unique=False)
    op.create_index("ix_idle_case_likes", "idle_case", ["category_code", "area_path"], unique=False)
    op.create_index(op.f("ix_idle_case_region_id"), "idle_case", ["region_id"], unique=False)
    op.create_index(op.f("ix_idle_case_region_path"), "idle_case", ["region_path"], unique=False)
    op.create_index(op.f("ix_idle_case_state"), "idle_case", ["state"], unique=False)
    op.create_index(
        "uq_idle_case_open",
        "idle_case",
        ["asset_id"],
        unique=True,
        postgresql_where=sa.text("state NOT IN ('DISMISSED', 'REVITALISED', 'RELAPSED')"),
    )
    op.create_table(
        "idle_signal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.Column("verdict", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["idle_case.id"], name=op.f("fk_idle_signal_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idle_signal")),
    )
    op.create_index("uq_idle_signal_rule", "idle_signal", ["case_id", "rule_id"], unique=True)
    op.create_table(
        "revitalisation_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.Column("operation_mode", sa.String(length=40), nullable=True),
        sa.Column("linkage_mode", sa.String(length=40), nullable=True),
        sa.Column("linkage_households", sa.Integer(), nullable=True),
        sa.Column("linkage_amount", sa.BigInteger(), nullable=True),
        sa.Column("budget_amount", sa.BigInteger(), nullable=False),
        sa.Column("expected_annual_amount", sa.BigInteger(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.CheckConstraint(
            "budget_amount >= 0 AND expected_annual_amount >= 0", name=op.f("ck_revitalisation_plan_amounts")
        ),
        sa.CheckConstraint(
            "num_nulls(linkage_mode, linkage_households, linkage_amount) IN (0, 3)",
            name=op.f("ck_revitalisation_plan_linkage"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["idle_case.id"], name=op.f("fk_revitalisation_plan_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revitalisation_plan")),
    )
    op.create_index(op.f("ix_revitalisation_plan_case_id"), "revitalisation_plan", ["case_id"], unique=False)
