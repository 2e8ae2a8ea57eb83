"""Claims with their lines and papers, payments, retention, and what funds keeps of projects, assets and payees."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
    )
    op.create_index(op.f("ix_asset_project_id"), "asset", ["project_id"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "paper_arrival",
        sa.Column("teller_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("teller_id", "kind", name=op.f("pk_paper_arrival")),
    )
    op.create_index(op.f("ix_paper_arrival_project_id"), "paper_arrival", ["project_id"], unique=False)
    op.create_table(
        "claim_paper",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("claim_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["payment_claim.id"], name=op.f("fk_claim_paper_claim_id")),
        sa.ForeignKeyConstraint(["document_id"], ["fund_document.id"], name=op.f("fk_claim_paper_document_id")),
        sa.PrimaryKeyConstraint("claim_id", "claim_version", name=op.f("pk_claim_paper")),
    )
    op.create_table(
        "payment",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("treasury_path", sa.Text(collation="C"), nullable=False),
        sa.Column("payer_subject", sa.Text(), nullable=False),
        sa.Column("payer_name", sa.Text(), nullable=False),
        sa.Column("payer_role", sa.Text(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_amount")),
        sa.ForeignKeyConstraint(["claim_id"], ["payment_claim.id"], name=op.f("fk_payment_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_payment_claim_id")),
        sa.UniqueConstraint("treasury_path", "reference", name=op.f("uq_payment_treasury_path_reference")),
    )
    op.create_index(op.f("ix_payment_region_id"), "payment", ["region_id"], unique=False)
    op.create_index(op.f("ix_payment_region_path"), "payment", ["region_path"], unique=False)
    op.create_table(
        "retention",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("share_bps", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_retention_amount")),
        sa.CheckConstraint("share_bps BETWEEN 1 AND 10000", name=op.f("ck_retention_share_bps")),
        sa.ForeignKeyConstraint(["claim_id"], ["payment_claim.id"], name=op.f("fk_retention_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_retention_claim_id")),
    )
    op.create_index("ix_retention_by_due", "retention", ["state", "due_on", "id"], unique=False)
    op.create_index(op.f("ix_retention_region_id"), "retention", ["region_id"], unique=False)
    op.create_index(op.f("ix_retention_region_path"), "retention", ["region_path"], unique=False)
    op.create_table(
        "payment_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("funding_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("retained_amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_line_amount")),
        sa.CheckConstraint("paid_amount IN (0, amount - retained_amount)", name=op.f("ck_payment_line_paid_amount")),
        sa.CheckConstraint("retained_amount BETWEEN 0 AND amount", name=op.f("ck_payment_line_retained_amount")),
        sa.ForeignKeyConstraint(["claim_id"], ["payment_claim.id"], name=op.f("fk_payment_line_claim_id")),
        sa.ForeignKeyConstraint(["funding_id"], ["project_funding.id"], name=op.f("fk_payment_line_funding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_line")),
        sa.UniqueConstraint("claim_id", "funding_id", name=op.f("uq_payment_line_claim_id_funding_id")),
    )
    op.create_index(op.f("ix_payment_line_funding_id"), "payment_line", ["funding_id"], unique=False)
    op.add_column("payment_claim", sa.Column("stage", sa.String(length=40), nullable=False))
    op.add_column("payment_claim", sa.Column("retention_amount", sa.BigInteger(), nullable=False))
    op.add_column("payment_claim", sa.Column("retention_share_bps", sa.Integer(), nullable=True))
    op.add_column("payment_claim", sa.Column("retention_due_on", sa.Date(), nullable=True))
    op.add_column("payment_claim", sa.Column("payee_id", sa.Uuid(), nullable=False))
    op.add_column("payment_claim", sa.Column("payee_account", sa.Text(), nullable=False))
    op.add_column("payment_claim", sa.Column("pack", sa.Text(), nullable=False))
    op.add_column("payment_claim", sa.Column("drafted_by", sa.Text(), nullable=False))
    op.add_column("payment_claim", sa.Column("submitted_by", sa.Text(), nullable=True))
    op.add_column("payment_claim", sa.Column("signed_by", sa.Text(), nullable=True))
    op.add_column("payment_claim", sa.Column("approved_by", sa.Text(), nullable=True))
    op.add_column("project", sa.Column("planned_funding", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column("project", sa.Column("completed_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("self_inspected_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("accepted_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("settled_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("final_amount", sa.BigInteger(), nullable=True))
    op.create_check_constraint(
        op.f("ck_payment_claim_retention_amount"), "payment_claim", "retention_amount BETWEEN 0 AND amount"
    )
    op.create_check_constraint(
        op.f("ck_payment_claim_retention"),
        "payment_claim",
        "(retention_share_bps IS NULL) = (retention_due_on IS NULL)",
    )
    op.create_check_constraint(
        op.f("ck_payment_claim_no_retention"),
        "payment_claim",
        "retention_share_bps IS NOT NULL OR retention_amount = 0",
    )
