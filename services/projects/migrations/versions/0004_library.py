"""Deliberations, appraisals, reviews; plans that are drafted and approved."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "allocation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
    )
    op.create_index(op.f("ix_allocation_region_id"), "allocation", ["region_id"], unique=False)
    op.create_index(op.f("ix_allocation_region_path"), "allocation", ["region_path"], unique=False)
    op.create_table(
        "appraisal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("bodies", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("aspects", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("appraised_on", sa.Date(), nullable=False),
        sa.Column("appraised_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_appraisal_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal")),
    )
    op.create_index(op.f("ix_appraisal_project_id"), "appraisal", ["project_id"], unique=False)
    op.create_table(
        "deliberation_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("attendee_count", sa.Integer(), nullable=False),
        sa.Column("for_count", sa.Integer(), nullable=True),
        sa.Column("against_count", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "attendee_count >= 0 AND for_count >= 0 AND against_count >= 0", name=op.f("ck_deliberation_step_counts")
        ),
        sa.CheckConstraint(
            "coalesce(for_count, 0) + coalesce(against_count, 0) <= attendee_count",
            name=op.f("ck_deliberation_step_votes"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_deliberation_step_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliberation_step")),
    )
    op.create_index(op.f("ix_deliberation_step_project_id"), "deliberation_step", ["project_id"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("aspects", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("comments", sa.String(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("reviewer_subject", sa.String(), nullable=False),
        sa.Column("reviewer_name", sa.String(), nullable=False),
        sa.Column("reviewer_role", sa.String(), nullable=False),
        sa.CheckConstraint("decision = 'PASS' OR comments IS NOT NULL", name=op.f("ck_review_comments")),
        sa.CheckConstraint("round IN (1, 2)", name=op.f("ck_review_round")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_review_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_project_id"), "review", ["project_id"], unique=False)
    op.add_column("annual_plan", sa.Column("pack", sa.String(), nullable=False))
    op.add_column("annual_plan", sa.Column("drafted_by", sa.String(), nullable=False))
    op.add_column("annual_plan", sa.Column("meeting_held_on", sa.Date(), nullable=True))
    op.add_column("annual_plan", sa.Column("meeting_reference", sa.String(), nullable=True))
    op.add_column("performance_target", sa.Column("observed", sa.Numeric(), nullable=True))
    op.add_column("project", sa.Column("revised_by", sa.String(), nullable=True))
    op.add_column("project", sa.Column("revised_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("submitted_by", sa.String(), nullable=True))
    op.add_column("project", sa.Column("annual_plan_id", sa.Uuid(), nullable=True))
    op.add_column("project", sa.Column("approval_held_on", sa.Date(), nullable=True))
    op.add_column("project", sa.Column("approval_reference", sa.String(), nullable=True))
    op.create_index(op.f("ix_project_annual_plan_id"), "project", ["annual_plan_id"], unique=False)
    op.create_foreign_key(op.f("fk_project_annual_plan_id"), "project", "annual_plan", ["annual_plan_id"], ["id"])
    op.create_check_constraint(
        op.f("ck_annual_plan_meeting"), "annual_plan", "(meeting_held_on IS NULL) = (meeting_reference IS NULL)"
    )
    op.create_check_constraint(op.f("ck_project_plan"), "project", "annual_plan_id IS NULL OR plan_year IS NOT NULL")
    op.create_check_constraint(
        op.f("ck_project_approval"), "project", "(approval_held_on IS NULL) = (approval_reference IS NULL)"
    )
    op.execute(
        "UPDATE project SET approval_held_on = meeting_held_on, approval_reference = meeting_reference"
        " WHERE state = 'APPROVED'"
    )
