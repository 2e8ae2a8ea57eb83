"""How values go, hand-overs, upkeep, public cards and reports; what neighbours and money are called."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CARDS_OF_OLD_ASSETS = """
INSERT INTO asset_card (id, asset_id, token, region_id, region_code, region_path)
SELECT gen_random_uuid(), id, replace(gen_random_uuid()::text, '-', ''), region_id, region_code, region_path FROM asset
"""

PRECEDING_AMOUNTS = """
UPDATE asset_funding SET preceding_amount = entered.before
FROM (SELECT id, coalesce(sum(amount) OVER (PARTITION BY asset_id ORDER BY id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM asset_funding) AS entered
WHERE asset_funding.id = entered.id
"""


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("asset_report_receipt")))
    op.add_column("organisation", sa.Column("name", sa.String(), nullable=True))
    op.add_column("project", sa.Column("name", sa.String(), nullable=True))
    op.add_column("project", sa.Column("category_code", sa.String(), nullable=True))
    op.add_column("project", sa.Column("accepted_amount", sa.BigInteger(), nullable=True))
    op.add_column("project", sa.Column("final_amount", sa.BigInteger(), nullable=True))
    op.add_column("project_funding", sa.Column("fund_category_code", sa.String(), nullable=True))
    op.add_column("asset", sa.Column("depreciable_value", sa.BigInteger(), nullable=False, server_default="0"))
    op.alter_column("asset", "depreciable_value", server_default=None)
    op.add_column("asset", sa.Column("depreciates_from", sa.Date(), nullable=True))
    op.create_check_constraint(
        op.f("ck_asset_depreciable_value"), "asset", "depreciable_value BETWEEN 0 AND original_value"
    )
    op.create_check_constraint(
        op.f("ck_asset_depreciates_from"),
        "asset",
        "(depreciates_from IS NULL) = (depreciable_value = 0)"
        " AND (depreciates_from IS NULL OR useful_life_months IS NOT NULL)",
    )
    op.add_column("asset_funding", sa.Column("preceding_amount", sa.BigInteger(), nullable=False, server_default="0"))
    op.alter_column("asset_funding", "preceding_amount", server_default=None)
    op.create_check_constraint(op.f("ck_asset_funding_preceding_amount"), "asset_funding", "preceding_amount >= 0")
    op.execute(PRECEDING_AMOUNTS)
    op.create_table(
        "fund_category",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_category")),
    )
    op.create_index(op.f("ix_fund_category_code"), "fund_category", ["code"], unique=False)
    op.create_table(
        "asset_card",
        *_place(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_asset_card_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_card")),
        sa.UniqueConstraint("asset_id", name=op.f("uq_asset_card_asset_id")),
        sa.UniqueConstraint("token", name=op.f("uq_asset_card_token")),
    )
    _index_place("asset_card")
    op.create_table(
        "asset_report",
        *_place(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sealed_contact", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_asset_report_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_report")),
        sa.UniqueConstraint("receipt", name=op.f("uq_asset_report_receipt")),
    )
    _index_place("asset_report")
    op.create_index(op.f("ix_asset_report_asset_id"), "asset_report", ["asset_id"], unique=False)
    op.create_table(
        "handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=False),
        sa.Column("slip_document_id", sa.Uuid(), nullable=True),
        sa.Column("upkeep_letter_document_id", sa.Uuid(), nullable=True),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_handover_asset_id")),
        sa.ForeignKeyConstraint(["slip_document_id"], ["asset_document.id"], name=op.f("fk_handover_slip_document_id")),
        sa.ForeignKeyConstraint(
            ["upkeep_letter_document_id"], ["asset_document.id"], name=op.f("fk_handover_upkeep_letter_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("asset_id", name=op.f("uq_handover_asset_id")),
    )
    op.create_table(
        "upkeep_duty",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("official_id", sa.Uuid(), nullable=True),
        sa.Column("cycle_days", sa.Integer(), nullable=False),
        sa.Column("funded_by", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint("cycle_days > 0", name=op.f("ck_upkeep_duty_cycle_days")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_upkeep_duty_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upkeep_duty")),
        sa.UniqueConstraint("asset_id", name=op.f("uq_upkeep_duty_asset_id")),
    )
    op.execute(CARDS_OF_OLD_ASSETS)


def _place() -> tuple[sa.Column, ...]:
    return (
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
    )


def _index_place(table: str) -> None:
    op.create_index(op.f(f"ix_{table}_region_id"), table, ["region_id"], unique=False)
    op.create_index(op.f(f"ix_{table}_region_path"), table, ["region_path"], unique=False)
