"""The tables of funds."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clock",
        sa.Column("one", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_clock")),
    )
    op.create_table(
        "fund_category",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("library_binding", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["fund_category.id"], name=op.f("fk_fund_category_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_category")),
        sa.UniqueConstraint("code", name=op.f("uq_fund_category_code")),
    )
    op.create_index(op.f("ix_fund_category_parent_id"), "fund_category", ["parent_id"], unique=False)
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
        "indicator_document",
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("issuer_code", sa.Text(), nullable=True),
        sa.Column("document_year", sa.Integer(), nullable=True),
        sa.Column("document_serial", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("tranche", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("total_amount", sa.BigInteger(), nullable=False),
        sa.Column("performance_target", sa.Text(), nullable=True),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(origin = 'IMPORT') = (source IS NOT NULL)", name=op.f("ck_indicator_document_named_source")
        ),
        sa.CheckConstraint(
            "origin = 'IMPORT' OR (issuer_code IS NOT NULL AND received_on IS NOT NULL)",
            name=op.f("ck_indicator_document_known"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(issuer_code, document_year, document_serial) IN (0, 3)",
            name=op.f("ck_indicator_document_whole_number"),
        ),
        sa.CheckConstraint("total_amount > 0", name=op.f("ck_indicator_document_total_amount")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_document")),
        sa.UniqueConstraint(
            "region_id", "issuer_code", "document_year", "document_serial", name="uq_indicator_document_number"
        ),
    )
    op.create_index("ix_indicator_document_by_amount", "indicator_document", ["total_amount", "id"], unique=False)
    op.create_index("ix_indicator_document_by_issue", "indicator_document", ["issued_on", "id"], unique=False)
    op.create_index(op.f("ix_indicator_document_region_id"), "indicator_document", ["region_id"], unique=False)
    op.create_index(op.f("ix_indicator_document_region_path"), "indicator_document", ["region_path"], unique=False)
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
        "own_budget",
        sa.Column("figure_status", sa.String(length=40), nullable=False),
        sa.Column("figure_note", sa.Text(), nullable=True),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(origin = 'IMPORT') = (source IS NOT NULL)", name=op.f("ck_own_budget_named_source")),
        sa.CheckConstraint(
            "figure_status = 'AS_PRINTED' OR figure_note IS NOT NULL", name=op.f("ck_own_budget_noted_figure")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_own_budget_amount")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_budget")),
        sa.UniqueConstraint("region_id", "fiscal_year", name=op.f("uq_own_budget_region_id_fiscal_year")),
    )
    op.create_index(op.f("ix_own_budget_region_id"), "own_budget", ["region_id"], unique=False)
    op.create_index(op.f("ix_own_budget_region_path"), "own_budget", ["region_path"], unique=False)
    op.create_table(
        "payment_claim",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_claim_amount")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_claim")),
    )
    op.create_index("ix_payment_claim_by_amount", "payment_claim", ["amount", "id"], unique=False)
    op.create_index("ix_payment_claim_by_day", "payment_claim", ["submitted_on", "id"], unique=False)
    op.create_index(op.f("ix_payment_claim_project_id"), "payment_claim", ["project_id"], unique=False)
    op.create_index(op.f("ix_payment_claim_region_id"), "payment_claim", ["region_id"], unique=False)
    op.create_index(op.f("ix_payment_claim_region_path"), "payment_claim", ["region_path"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("region_id", sa.Uuid(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("region_path", sa.Text(collation="C"), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approval_reference", sa.Text(), nullable=True),
        sa.Column("entered_library_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_region_path"), "project", ["region_path"], unique=False)
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("code", name=op.f("uq_region_code")),
        sa.UniqueConstraint("path", name=op.f("uq_region_path")),
    )
    op.create_index(op.f("ix_region_parent_id"), "region", ["parent_id"], unique=False)
    op.create_table(
        "relay",
        sa.Column("one", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_relay")),
    )
    op.create_table(
        "indicator_line",
        sa.Column("figure_status", sa.String(length=40), nullable=False),
        sa.Column("figure_note", sa.Text(), nullable=True),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("own_budget", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("allocated_amount", sa.BigInteger(), nullable=False),
        sa.Column("last_issued_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "figure_status = 'AS_PRINTED' OR figure_note IS NOT NULL", name=op.f("ck_indicator_line_noted_figure")
        ),
        sa.CheckConstraint("allocated_amount BETWEEN 0 AND amount", name=op.f("ck_indicator_line_allocated_amount")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_indicator_line_amount")),
        sa.ForeignKeyConstraint(["category_id"], ["fund_category.id"], name=op.f("fk_indicator_line_category_id")),
        sa.ForeignKeyConstraint(["document_id"], ["indicator_document.id"], name=op.f("fk_indicator_line_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_line")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_indicator_line_document_id_position")),
    )
    op.create_index(op.f("ix_indicator_line_category_id"), "indicator_line", ["category_id"], unique=False)
    op.create_index(op.f("ix_indicator_line_region_id"), "indicator_line", ["region_id"], unique=False)
    op.create_index(op.f("ix_indicator_line_region_path"), "indicator_line", ["region_path"], unique=False)
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
    op.create_table(
        "allocation",
        sa.Column("figure_status", sa.String(length=40), nullable=False),
        sa.Column("figure_note", sa.Text(), nullable=True),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("issuer_code", sa.Text(), nullable=True),
        sa.Column("document_year", sa.Integer(), nullable=True),
        sa.Column("document_serial", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("issuer_region_id", sa.Uuid(), nullable=False),
        sa.Column("issuer_region_code", sa.Text(), nullable=False),
        sa.Column("issuer_path", sa.Text(collation="C"), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("own_budget", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("bound_amount", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(origin = 'IMPORT') = (source IS NOT NULL)", name=op.f("ck_allocation_named_source")),
        sa.CheckConstraint(
            "figure_status = 'AS_PRINTED' OR figure_note IS NOT NULL", name=op.f("ck_allocation_noted_figure")
        ),
        sa.CheckConstraint(
            "origin = 'IMPORT' OR num_nulls(line_id, level, issued_on) = 0", name=op.f("ck_allocation_known")
        ),
        sa.CheckConstraint("(line_id IS NULL) = (document_id IS NULL)", name=op.f("ck_allocation_line_of_document")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_allocation_amount")),
        sa.CheckConstraint("bound_amount BETWEEN 0 AND amount", name=op.f("ck_allocation_bound_amount")),
        sa.CheckConstraint(
            "num_nonnulls(issuer_code, document_year, document_serial) IN (0, 3)",
            name=op.f("ck_allocation_whole_number"),
        ),
        sa.ForeignKeyConstraint(["category_id"], ["fund_category.id"], name=op.f("fk_allocation_category_id")),
        sa.ForeignKeyConstraint(["document_id"], ["indicator_document.id"], name=op.f("fk_allocation_document_id")),
        sa.ForeignKeyConstraint(["line_id"], ["indicator_line.id"], name=op.f("fk_allocation_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
    )
    op.create_index("ix_allocation_by_amount", "allocation", ["amount", "id"], unique=False)
    op.create_index("ix_allocation_by_issue", "allocation", ["issued_on", "id"], unique=False)
    op.create_index(op.f("ix_allocation_category_id"), "allocation", ["category_id"], unique=False)
    op.create_index(op.f("ix_allocation_document_id"), "allocation", ["document_id"], unique=False)
    op.create_index(op.f("ix_allocation_issuer_path"), "allocation", ["issuer_path"], unique=False)
    op.create_index(op.f("ix_allocation_issuer_region_id"), "allocation", ["issuer_region_id"], unique=False)
    op.create_index(op.f("ix_allocation_line_id"), "allocation", ["line_id"], unique=False)
    op.create_index(op.f("ix_allocation_region_id"), "allocation", ["region_id"], unique=False)
    op.create_index(op.f("ix_allocation_region_path"), "allocation", ["region_path"], unique=False)
    op.create_table(
        "project_funding",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("allocation_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_amount", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("bound_on", sa.Date(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_project_funding_amount")),
        sa.CheckConstraint("paid_amount BETWEEN 0 AND amount", name=op.f("ck_project_funding_paid_amount")),
        sa.ForeignKeyConstraint(["allocation_id"], ["allocation.id"], name=op.f("fk_project_funding_allocation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_funding")),
    )
    op.create_index(op.f("ix_project_funding_allocation_id"), "project_funding", ["allocation_id"], unique=False)
    op.create_index("ix_project_funding_by_day", "project_funding", ["bound_on", "id"], unique=False)
    op.create_index(op.f("ix_project_funding_project_id"), "project_funding", ["project_id"], unique=False)
    op.create_index(op.f("ix_project_funding_region_id"), "project_funding", ["region_id"], unique=False)
    op.create_index(op.f("ix_project_funding_region_path"), "project_funding", ["region_path"], unique=False)
    op.create_table(
        "ledger_entry",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journal_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("own_budget", sa.Boolean(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=True),
        sa.Column("counts_from", sa.Date(), nullable=False),
        sa.Column("counter_region_id", sa.Uuid(), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("allocation_id", sa.Uuid(), nullable=True),
        sa.Column("funding_id", sa.Uuid(), nullable=True),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "amount > 0 OR reverses_id IS NOT NULL OR kind = 'ADJUST'", name=op.f("ck_ledger_entry_sign")
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_ledger_entry_amount")),
        sa.CheckConstraint("booked_on IS NULL OR booked_on = counts_from", name=op.f("ck_ledger_entry_counts_from")),
        sa.ForeignKeyConstraint(["allocation_id"], ["allocation.id"], name=op.f("fk_ledger_entry_allocation_id")),
        sa.ForeignKeyConstraint(["category_id"], ["fund_category.id"], name=op.f("fk_ledger_entry_category_id")),
        sa.ForeignKeyConstraint(["document_id"], ["indicator_document.id"], name=op.f("fk_ledger_entry_document_id")),
        sa.ForeignKeyConstraint(["funding_id"], ["project_funding.id"], name=op.f("fk_ledger_entry_funding_id")),
        sa.ForeignKeyConstraint(["journal_id"], ["journal.id"], name=op.f("fk_ledger_entry_journal_id")),
        sa.ForeignKeyConstraint(["line_id"], ["indicator_line.id"], name=op.f("fk_ledger_entry_line_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["ledger_entry.id"], name=op.f("fk_ledger_entry_reverses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("journal_id", "position", name=op.f("uq_ledger_entry_journal_id_position")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_ledger_entry_reverses_id")),
    )
    op.create_index(op.f("ix_ledger_entry_allocation_id"), "ledger_entry", ["allocation_id"], unique=False)
    op.create_index("ix_ledger_entry_book", "ledger_entry", ["region_id", "fiscal_year", "counts_from"], unique=False)
    op.create_index(op.f("ix_ledger_entry_document_id"), "ledger_entry", ["document_id"], unique=False)
    op.create_index(op.f("ix_ledger_entry_project_id"), "ledger_entry", ["project_id"], unique=False)
    op.create_index(op.f("ix_ledger_entry_region_id"), "ledger_entry", ["region_id"], unique=False)
    op.create_index(op.f("ix_ledger_entry_region_path"), "ledger_entry", ["region_path"], unique=False)
    op.create_table(
        "ledger_seal",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entry.id"], name=op.f("fk_ledger_seal_entry_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_ledger_seal")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_ledger_seal_entry_id")),
    )
    op.create_index(op.f("ix_ledger_seal_sealed_at"), "ledger_seal", ["sealed_at"], unique=False)
