"""Contracts, incomes and their distribution, and the publicity of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


MONEY_IS_KEPT = """
CREATE FUNCTION distribution_keeps_its_money() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_distribution uuid :=
        (to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'distribution' THEN 'id' ELSE 'distribution_id' END)::uuid;
    whole distribution;
BEGIN
    SELECT * INTO whole FROM distribution WHERE id = of_distribution;
    IF whole.income_amount IS DISTINCT FROM (
            SELECT sum(received_amount) FROM income JOIN distribution_income ON income_id = income.id
            WHERE distribution_income.distribution_id = of_distribution)
        OR whole.distributable_amount IS DISTINCT FROM whole.income_amount - (
            SELECT coalesce(sum(amount), 0) FROM deduction WHERE distribution_id = of_distribution)
        OR whole.distributable_amount IS DISTINCT FROM (
            SELECT sum(amount) FROM distribution_line WHERE distribution_id = of_distribution)
    THEN
        RAISE EXCEPTION 'the incomes of distribution % are not its deductions and lines', of_distribution
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER distribution_money AFTER INSERT OR UPDATE OF income_amount, distributable_amount
    ON distribution DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION distribution_keeps_its_money();
CREATE CONSTRAINT TRIGGER distribution_income_money AFTER INSERT ON distribution_income
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION distribution_keeps_its_money();
CREATE CONSTRAINT TRIGGER deduction_money AFTER INSERT ON deduction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION distribution_keeps_its_money();
CREATE CONSTRAINT TRIGGER distribution_line_money AFTER INSERT ON distribution_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION distribution_keeps_its_money();
"""
"""Incomes = deductions + lines, whatever the code does."""

RECEIPTS_MAKE_THE_INCOME = """
CREATE FUNCTION receipts_make_the_income() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_income uuid :=
        (to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'income' THEN 'id' ELSE 'income_id' END)::uuid;
BEGIN
    IF (SELECT received_amount FROM income WHERE id = of_income)
        IS DISTINCT FROM (SELECT coalesce(sum(amount), 0) FROM income_receipt WHERE income_id = of_income)
    THEN
        RAISE EXCEPTION 'the receipts of income % are not what it has received', of_income
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER income_received AFTER INSERT OR UPDATE OF received_amount ON income
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION receipts_make_the_income();
CREATE CONSTRAINT TRIGGER income_receipt_received AFTER INSERT ON income_receipt
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION receipts_make_the_income();
"""
"""What an income has received is the sum of what came in for it."""


def upgrade() -> None:
    op.create_table(
        "distribution",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("period_start_on", sa.Date(), nullable=False),
        sa.Column("period_end_on", sa.Date(), nullable=False),
        sa.Column("income_amount", sa.BigInteger(), nullable=False),
        sa.Column("distributable_amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("deliberated_on", sa.Date(), nullable=True),
        sa.Column("deliberated_by", sa.String(), nullable=True),
        sa.Column("attendee_count", sa.Integer(), nullable=True),
        sa.Column("for_count", sa.Integer(), nullable=True),
        sa.Column("against_count", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("comments", sa.String(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("filed_by", sa.String(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_by", sa.String(), nullable=True),
        sa.Column("disclosed_on", sa.Date(), nullable=True),
        sa.Column("places", postgresql.ARRAY(sa.String()), nullable=False),
        sa.CheckConstraint(
            "distributable_amount BETWEEN 1 AND income_amount", name=op.f("ck_distribution_distributable_amount")
        ),
        sa.CheckConstraint("for_count + against_count <= attendee_count", name=op.f("ck_distribution_votes")),
        sa.CheckConstraint("period_end_on >= period_start_on", name=op.f("ck_distribution_period_end_on")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distribution")),
    )
    op.create_index("ix_distribution_by_period", "distribution", ["period_end_on", "id"], unique=False)
    op.create_index(op.f("ix_distribution_notice_id"), "distribution", ["notice_id"], unique=False)
    op.create_index(op.f("ix_distribution_region_id"), "distribution", ["region_id"], unique=False)
    op.create_index(op.f("ix_distribution_region_path"), "distribution", ["region_path"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_subject_id"), "notice", ["subject_id"], unique=False)
    op.create_table(
        "deduction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("distribution_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_deduction_amount")),
        sa.ForeignKeyConstraint(["distribution_id"], ["distribution.id"], name=op.f("fk_deduction_distribution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deduction")),
    )
    op.create_index("uq_deduction_kind", "deduction", ["distribution_id", "kind"], unique=True)
    op.create_table(
        "distribution_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("distribution_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("group", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("share_bps", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("household_count", sa.Integer(), nullable=False),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_distribution_line_amount")),
        sa.CheckConstraint(
            "household_count >= 0 AND people_count >= household_count", name=op.f("ck_distribution_line_counts")
        ),
        sa.CheckConstraint("share_bps BETWEEN 1 AND 10000", name=op.f("ck_distribution_line_share_bps")),
        sa.ForeignKeyConstraint(
            ["distribution_id"], ["distribution.id"], name=op.f("fk_distribution_line_distribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distribution_line")),
    )
    op.create_index("uq_distribution_line_place", "distribution_line", ["distribution_id", "place"], unique=True)
    op.create_table(
        "operation_contract",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("annual_amount", sa.BigInteger(), nullable=False),
        sa.Column("deposit_amount", sa.BigInteger(), nullable=False),
        sa.Column("linkage_mode", sa.String(length=40), nullable=True),
        sa.Column("linkage_households", sa.Integer(), nullable=True),
        sa.Column("linkage_amount", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.CheckConstraint("annual_amount >= 0 AND deposit_amount >= 0", name=op.f("ck_operation_contract_amounts")),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_operation_contract_ends_on")),
        sa.CheckConstraint(
            "num_nulls(linkage_mode, linkage_households, linkage_amount) IN (0, 3)",
            name=op.f("ck_operation_contract_linkage"),
        ),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_operation_contract_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation_contract")),
    )
    op.create_index(op.f("ix_operation_contract_asset_id"), "operation_contract", ["asset_id"], unique=False)
    op.create_index("ix_operation_contract_by_amount", "operation_contract", ["annual_amount", "id"], unique=False)
    op.create_index("ix_operation_contract_by_end", "operation_contract", ["ends_on", "id"], unique=False)
    op.create_index(op.f("ix_operation_contract_operator_id"), "operation_contract", ["operator_id"], unique=False)
    op.create_index(op.f("ix_operation_contract_region_id"), "operation_contract", ["region_id"], unique=False)
    op.create_index(op.f("ix_operation_contract_region_path"), "operation_contract", ["region_path"], unique=False)
    op.create_index(
        "uq_operation_contract_running",
        "operation_contract",
        ["asset_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('ACTIVE', 'EXPIRING')"),
    )
    op.create_index("uq_operation_contract_start", "operation_contract", ["asset_id", "starts_on"], unique=True)
    op.create_table(
        "income",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_amount", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_amount", sa.BigInteger(), nullable=False),
        sa.Column("distribution_id", sa.Uuid(), nullable=True),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(received_on IS NOT NULL) = (received_amount = due_amount)", name=op.f("ck_income_received_on")
        ),
        sa.CheckConstraint(
            "distribution_id IS NULL OR received_on IS NOT NULL", name=op.f("ck_income_distribution_id")
        ),
        sa.CheckConstraint("due_amount > 0", name=op.f("ck_income_due_amount")),
        sa.CheckConstraint("received_amount BETWEEN 0 AND due_amount", name=op.f("ck_income_received_amount")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_income_asset_id")),
        sa.ForeignKeyConstraint(["contract_id"], ["operation_contract.id"], name=op.f("fk_income_contract_id")),
        sa.ForeignKeyConstraint(["distribution_id"], ["distribution.id"], name=op.f("fk_income_distribution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_income")),
    )
    op.create_index(op.f("ix_income_asset_id"), "income", ["asset_id"], unique=False)
    op.create_index("ix_income_by_due", "income", ["due_on", "id"], unique=False)
    op.create_index(op.f("ix_income_contract_id"), "income", ["contract_id"], unique=False)
    op.create_index(op.f("ix_income_distribution_id"), "income", ["distribution_id"], unique=False)
    op.create_index(op.f("ix_income_region_id"), "income", ["region_id"], unique=False)
    op.create_index(op.f("ix_income_region_path"), "income", ["region_path"], unique=False)
    op.create_table(
        "distribution_income",
        sa.Column("distribution_id", sa.Uuid(), nullable=False),
        sa.Column("income_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["distribution_id"], ["distribution.id"], name=op.f("fk_distribution_income_distribution_id")
        ),
        sa.ForeignKeyConstraint(["income_id"], ["income.id"], name=op.f("fk_distribution_income_income_id")),
        sa.PrimaryKeyConstraint("distribution_id", "income_id", name=op.f("pk_distribution_income")),
    )
    op.create_index(op.f("ix_distribution_income_income_id"), "distribution_income", ["income_id"], unique=False)
    op.create_table(
        "income_receipt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("income_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_income_receipt_amount")),
        sa.ForeignKeyConstraint(["income_id"], ["income.id"], name=op.f("fk_income_receipt_income_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_income_receipt")),
    )
    op.create_index(op.f("ix_income_receipt_income_id"), "income_receipt", ["income_id"], unique=False)
    op.execute(MONEY_IS_KEPT)
    op.execute(RECEIPTS_MAKE_THE_INCOME)
