"""Notices and objections, works, modifications, acceptances, and what the neighbours tell of a project."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
    )
    op.create_index(op.f("ix_asset_project_id"), "asset", ["project_id"], unique=False)
    op.create_index(op.f("ix_asset_region_path"), "asset", ["region_path"], unique=False)
    op.create_table(
        "distribution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("period_start_on", sa.Date(), nullable=False),
        sa.Column("period_end_on", sa.Date(), nullable=False),
        sa.Column("distributable_amount", sa.BigInteger(), nullable=False),
        sa.Column("lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("deliberated_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distribution")),
    )
    op.create_index(op.f("ix_distribution_region_id"), "distribution", ["region_id"], unique=False)
    op.create_index(op.f("ix_distribution_region_path"), "distribution", ["region_path"], unique=False)
    op.create_table(
        "project_funding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("fund_category_code", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_funding")),
    )
    op.create_index(op.f("ix_project_funding_project_id"), "project_funding", ["project_id"], unique=False)
    op.create_index(op.f("ix_project_funding_region_path"), "project_funding", ["region_path"], unique=False)
    op.create_table(
        "realised_benefit",
        sa.Column("distribution_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("household_count", sa.Integer(), nullable=False),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_realised_benefit_amount")),
        sa.PrimaryKeyConstraint("distribution_id", "project_id", name=op.f("pk_realised_benefit")),
    )
    op.create_index(op.f("ix_realised_benefit_project_id"), "realised_benefit", ["project_id"], unique=False)
    op.create_table(
        "acceptance",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("third_party_id", sa.Uuid(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("defects", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("accepted_amount", sa.BigInteger(), nullable=True),
        sa.Column("convened_by", sa.String(), nullable=False),
        sa.Column("concluded_by", sa.String(), nullable=True),
        sa.CheckConstraint("(state = 'CONVENED') = (concluded_on IS NULL)", name=op.f("ck_acceptance_concluded_on")),
        sa.CheckConstraint("(passed IS NULL) = (concluded_on IS NULL)", name=op.f("ck_acceptance_passed")),
        sa.CheckConstraint("accepted_amount >= 0", name=op.f("ck_acceptance_accepted_amount")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_acceptance_project_id")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_acceptance_region_id")),
        sa.ForeignKeyConstraint(["third_party_id"], ["organisation.id"], name=op.f("fk_acceptance_third_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
    )
    op.create_index(op.f("ix_acceptance_project_id"), "acceptance", ["project_id"], unique=False)
    op.create_index(op.f("ix_acceptance_region_id"), "acceptance", ["region_id"], unique=False)
    op.create_index(op.f("ix_acceptance_region_path"), "acceptance", ["region_path"], unique=False)
    op.create_index(op.f("ix_acceptance_third_party_id"), "acceptance", ["third_party_id"], unique=False)
    op.create_index(
        "uq_acceptance_convened",
        "acceptance",
        ["project_id"],
        unique=True,
        postgresql_where=sa.text("concluded_on IS NULL"),
    )
    op.create_table(
        "modification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("amount_change", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("approver_subject", sa.String(), nullable=False),
        sa.Column("approver_name", sa.String(), nullable=False),
        sa.Column("approver_role", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'AMOUNT') = (amount_change IS NOT NULL)", name=op.f("ck_modification_amount_change")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_modification_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_modification")),
    )
    op.create_index(op.f("ix_modification_project_id"), "modification", ["project_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("distribution_id", sa.Uuid(), nullable=True),
        sa.Column("project_state", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_days", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("places", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("posted_by", sa.String(), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.CheckConstraint("(state = 'CLOSED') = (closed_on IS NOT NULL)", name=op.f("ck_notice_closed")),
        sa.CheckConstraint("(project_id IS NULL) <> (distribution_id IS NULL)", name=op.f("ck_notice_subject")),
        sa.CheckConstraint("closed_on >= posted_on", name=op.f("ck_notice_period")),
        sa.CheckConstraint("planned_days > 0", name=op.f("ck_notice_planned_days")),
        sa.ForeignKeyConstraint(["distribution_id"], ["distribution.id"], name=op.f("fk_notice_distribution_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_notice_project_id")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_notice_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_distribution_id"), "notice", ["distribution_id"], unique=False)
    op.create_index("ix_notice_posted_on", "notice", ["posted_on", "id"], unique=False)
    op.create_index(op.f("ix_notice_project_id"), "notice", ["project_id"], unique=False)
    op.create_index(op.f("ix_notice_region_id"), "notice", ["region_id"], unique=False)
    op.create_index(op.f("ix_notice_region_path"), "notice", ["region_path"], unique=False)
    op.create_index(op.f("ix_notice_state"), "notice", ["state"], unique=False)
    op.create_index(
        "uq_notice_standing_distribution_id",
        "notice",
        ["distribution_id", "level", "kind"],
        unique=True,
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_index(
        "uq_notice_standing_project_id",
        "notice",
        ["project_id", "level", "kind"],
        unique=True,
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_table(
        "progress_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("progress_bps", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.CheckConstraint("month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'", name=op.f("ck_progress_report_month")),
        sa.CheckConstraint("progress_bps BETWEEN 0 AND 10000", name=op.f("ck_progress_report_progress_bps")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_progress_report_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
        sa.UniqueConstraint("project_id", "month", name=op.f("uq_progress_report_project_id_month")),
    )
    op.create_index(op.f("ix_progress_report_project_id"), "progress_report", ["project_id"], unique=False)
    op.create_table(
        "objection",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("replied_by", sa.String(), nullable=True),
        sa.CheckConstraint("(reply IS NULL) = (replied_on IS NULL)", name=op.f("ck_objection_reply")),
        sa.CheckConstraint("replied_on >= raised_on", name=op.f("ck_objection_replied_on")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_objection_notice_id")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_objection_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index(op.f("ix_objection_notice_id"), "objection", ["notice_id"], unique=False)
    op.create_index(op.f("ix_objection_region_id"), "objection", ["region_id"], unique=False)
    op.create_index(op.f("ix_objection_region_path"), "objection", ["region_path"], unique=False)
    op.create_table(
        "panel_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("acceptance_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(signed_on IS NULL) = (document_id IS NULL)", name=op.f("ck_panel_member_signed_on")),
        sa.ForeignKeyConstraint(["acceptance_id"], ["acceptance.id"], name=op.f("fk_panel_member_acceptance_id")),
        sa.ForeignKeyConstraint(["document_id"], ["project_document.id"], name=op.f("fk_panel_member_document_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_panel_member_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_member")),
        sa.UniqueConstraint("acceptance_id", "official_id", name=op.f("uq_panel_member_acceptance_id_official_id")),
    )
    op.create_index(op.f("ix_panel_member_acceptance_id"), "panel_member", ["acceptance_id"], unique=False)
    op.create_index(op.f("ix_panel_member_document_id"), "panel_member", ["document_id"], unique=False)
    op.create_index(op.f("ix_panel_member_official_id"), "panel_member", ["official_id"], unique=False)
    op.add_column("project", sa.Column("progress_bps", sa.Integer(), server_default="0", nullable=False))
    op.add_column("project", sa.Column("modified_bps", sa.Integer(), server_default="0", nullable=False))
    op.add_column("project", sa.Column("started_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("completed_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("self_inspected_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("self_inspected_by", sa.String(), nullable=True))
    op.add_column("project", sa.Column("accepted_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("accepted_amount", sa.BigInteger(), nullable=True))
    op.add_column("project", sa.Column("settled_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("final_amount", sa.BigInteger(), nullable=True))
