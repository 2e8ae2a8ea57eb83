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
        "fund_category",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_category")),
        sa.UniqueConstraint("code", name=op.f("uq_fund_category_code")),
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
        "annual_plan",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("planned_amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("planned_amount >= 0", name=op.f("ck_annual_plan_planned_amount")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_annual_plan_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_plan")),
        sa.UniqueConstraint("region_id", "year", name=op.f("uq_annual_plan_region_id_year")),
    )
    op.create_index(op.f("ix_annual_plan_region_path"), "annual_plan", ["region_path"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("credit_code", sa.String(), nullable=True),
        sa.CheckConstraint("(kind = 'INDIVIDUAL') = (full_name IS NOT NULL)", name=op.f("ck_organisation_full_name")),
        sa.CheckConstraint(
            "kind <> 'INDIVIDUAL' OR credit_code IS NULL", name=op.f("ck_organisation_individual_has_no_credit_code")
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_organisation_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("credit_code", name=op.f("uq_organisation_credit_code")),
    )
    op.create_index("ix_organisation_name_sort", "organisation", ["name_sort", "id"], unique=False)
    op.create_index(op.f("ix_organisation_region_id"), "organisation", ["region_id"], unique=False)
    op.create_index(op.f("ix_organisation_region_path"), "organisation", ["region_path"], unique=False)
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
        "official",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", sa.String(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_official_organisation_id")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_official_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
    )
    op.create_index(op.f("ix_official_organisation_id"), "official", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_official_region_id"), "official", ["region_id"], unique=False)
    op.create_index(op.f("ix_official_region_path"), "official", ["region_path"], unique=False)
    op.create_table(
        "project",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", sa.String(), nullable=False),
        sa.Column("category_code", sa.String(), nullable=False),
        sa.Column("appraisal_kind", sa.String(length=40), nullable=True),
        sa.Column("scope", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("planned_amount", sa.BigInteger(), nullable=False),
        sa.Column("planned_start_on", sa.Date(), nullable=True),
        sa.Column("planned_end_on", sa.Date(), nullable=True),
        sa.Column("implementer_id", sa.Uuid(), nullable=True),
        sa.Column("line_department_id", sa.Uuid(), nullable=True),
        sa.Column("household_count", sa.Integer(), nullable=True),
        sa.Column("people_count", sa.Integer(), nullable=True),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("meeting_held_on", sa.Date(), nullable=True),
        sa.Column("meeting_reference", sa.String(), nullable=True),
        sa.Column("plan_year", sa.Integer(), nullable=True),
        sa.Column("entered_library_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "origin = 'IMPORT' OR (appraisal_kind IS NOT NULL AND scope IS NOT NULL)", name=op.f("ck_project_origin")
        ),
        sa.CheckConstraint("(meeting_held_on IS NULL) = (meeting_reference IS NULL)", name=op.f("ck_project_meeting")),
        sa.CheckConstraint("household_count >= 0 AND people_count >= 0", name=op.f("ck_project_beneficiaries")),
        sa.CheckConstraint("planned_amount >= 0", name=op.f("ck_project_planned_amount")),
        sa.CheckConstraint("planned_end_on >= planned_start_on", name=op.f("ck_project_planned_period")),
        sa.ForeignKeyConstraint(["implementer_id"], ["organisation.id"], name=op.f("fk_project_implementer_id")),
        sa.ForeignKeyConstraint(
            ["line_department_id"], ["organisation.id"], name=op.f("fk_project_line_department_id")
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_project_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("code", name=op.f("uq_project_code")),
    )
    op.create_index(op.f("ix_project_category_code"), "project", ["category_code"], unique=False)
    op.create_index("ix_project_entered_library_on", "project", ["entered_library_on", "id"], unique=False)
    op.create_index(op.f("ix_project_implementer_id"), "project", ["implementer_id"], unique=False)
    op.create_index(op.f("ix_project_line_department_id"), "project", ["line_department_id"], unique=False)
    op.create_index("ix_project_name_sort", "project", ["name_sort", "id"], unique=False)
    op.create_index("ix_project_planned_amount", "project", ["planned_amount", "id"], unique=False)
    op.create_index(op.f("ix_project_region_id"), "project", ["region_id"], unique=False)
    op.create_index(op.f("ix_project_region_path"), "project", ["region_path"], unique=False)
    op.create_index(op.f("ix_project_state"), "project", ["state"], unique=False)
    op.create_table(
        "benefit_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("household_count", sa.Integer(), nullable=False),
        sa.Column("promised_amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("household_count > 0", name=op.f("ck_benefit_link_household_count")),
        sa.CheckConstraint("promised_amount > 0", name=op.f("ck_benefit_link_promised_amount")),
        sa.ForeignKeyConstraint(["party_id"], ["organisation.id"], name=op.f("fk_benefit_link_party_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_benefit_link_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit_link")),
    )
    op.create_index(op.f("ix_benefit_link_party_id"), "benefit_link", ["party_id"], unique=False)
    op.create_index(op.f("ix_benefit_link_project_id"), "benefit_link", ["project_id"], unique=False)
    op.create_table(
        "performance_target",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_performance_target_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance_target")),
    )
    op.create_index(op.f("ix_performance_target_project_id"), "performance_target", ["project_id"], unique=False)
    op.create_table(
        "planned_funding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("fund_category_id", sa.Uuid(), nullable=False),
        sa.Column("fund_category_code", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_planned_funding_amount")),
        sa.ForeignKeyConstraint(
            ["fund_category_id"], ["fund_category.id"], name=op.f("fk_planned_funding_fund_category_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_planned_funding_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_funding")),
        sa.UniqueConstraint(
            "project_id", "fund_category_id", "level", name=op.f("uq_planned_funding_project_id_fund_category_id_level")
        ),
    )
    op.create_index(op.f("ix_planned_funding_project_id"), "planned_funding", ["project_id"], unique=False)
    op.create_table(
        "responsibility",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("slot <> 'UNIT' OR official_id IS NULL", name=op.f("ck_responsibility_unit_is_no_person")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_responsibility_period")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_responsibility_official_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_responsibility_organisation_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_responsibility_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsibility")),
    )
    op.create_index(op.f("ix_responsibility_official_id"), "responsibility", ["official_id"], unique=False)
    op.create_index(op.f("ix_responsibility_organisation_id"), "responsibility", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_responsibility_project_id"), "responsibility", ["project_id"], unique=False)
