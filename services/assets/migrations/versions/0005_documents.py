"""Files and what they are used for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asset_document",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("byte_size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("first_owner_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_asset_document_sha256")),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_asset_document_location")),
        sa.CheckConstraint("byte_size > 0", name=op.f("ck_asset_document_byte_size")),
        sa.CheckConstraint(
            "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name=op.f("ck_asset_document_degrees")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_document")),
    )
    op.create_index(op.f("ix_asset_document_region_id"), "asset_document", ["region_id"], unique=False)
    op.create_index(op.f("ix_asset_document_region_path"), "asset_document", ["region_path"], unique=False)
    op.create_index(op.f("ix_asset_document_sha256"), "asset_document", ["sha256"], unique=False)
    op.create_table(
        "document_use",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["asset_document.id"], name=op.f("fk_document_use_document_id")),
        sa.PrimaryKeyConstraint("owner_id", "document_id", name=op.f("pk_document_use")),
    )
    op.create_index(op.f("ix_document_use_document_id"), "document_use", ["document_id"], unique=False)
