"""Assets, their money and rights, what is known of the neighbours, and the tables of the chassis."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


SHARES_ARE_WHOLE = """
CREATE FUNCTION asset_shares_are_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken date;
BEGIN
    WITH held AS (SELECT * FROM asset_right WHERE asset_id = NEW.asset_id AND kind = NEW.kind),
         turn AS (SELECT starts_on AS on_day FROM held UNION SELECT ends_on + 1 FROM held WHERE ends_on IS NOT NULL)
    SELECT turn.on_day INTO broken
    FROM turn LEFT JOIN held ON turn.on_day BETWEEN held.starts_on AND coalesce(held.ends_on, 'infinity')
    GROUP BY turn.on_day HAVING coalesce(sum(held.share_bps), 0) NOT IN (0, 10000) LIMIT 1;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'the % shares of asset % are not whole on %', NEW.kind, NEW.asset_id, broken
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER asset_right_shares AFTER INSERT OR UPDATE ON asset_right
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asset_shares_are_whole();
"""
"""On every day on which anybody holds a kind of right over an asset, the shares add up to 10 000."""

FUNDINGS_MAKE_THE_VALUE = """
CREATE FUNCTION asset_fundings_make_its_value() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_asset uuid := CASE TG_TABLE_NAME WHEN 'asset' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'asset_id')::uuid END;
BEGIN
    IF (SELECT original_value FROM asset WHERE id = of_asset)
        IS DISTINCT FROM (SELECT sum(amount) FROM asset_funding WHERE asset_id = of_asset)
    THEN
        RAISE EXCEPTION 'the fundings of asset % do not make its original value', of_asset
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER asset_value AFTER INSERT OR UPDATE OF original_value ON asset
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asset_fundings_make_its_value();
CREATE CONSTRAINT TRIGGER asset_funding_value AFTER INSERT OR UPDATE ON asset_funding
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asset_fundings_make_its_value();
"""


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("asset_code")))
    op.create_table(
        "asset",
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", sa.String(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("asset_class", sa.String(length=40), nullable=False),
        sa.Column("category_code", sa.String(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Numeric(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("formed_on", sa.Date(), nullable=False),
        sa.Column("in_service_on", sa.Date(), nullable=True),
        sa.Column("useful_life_months", sa.Integer(), nullable=True),
        sa.Column("original_value", sa.BigInteger(), nullable=False),
        sa.Column("owner_level", sa.String(length=40), nullable=False),
        sa.Column("title_state", sa.String(length=40), nullable=False),
        sa.Column("title_since", sa.Date(), nullable=False),
        sa.Column("operation_state", sa.String(length=40), nullable=False),
        sa.Column("operation_since", sa.Date(), nullable=False),
        sa.Column("utilisation_state", sa.String(length=40), nullable=False),
        sa.Column("utilisation_since", sa.Date(), nullable=False),
        sa.Column("lifecycle_state", sa.String(length=40), nullable=False),
        sa.Column("lifecycle_since", sa.Date(), nullable=False),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_asset_location")),
        sa.CheckConstraint("in_service_on >= formed_on", name=op.f("ck_asset_in_service_on")),
        sa.CheckConstraint("original_value > 0", name=op.f("ck_asset_original_value")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_asset_quantity")),
        sa.CheckConstraint("useful_life_months > 0", name=op.f("ck_asset_useful_life_months")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
        sa.UniqueConstraint("code", name=op.f("uq_asset_code")),
    )
    op.create_index("ix_asset_by_name", "asset", ["name_sort", "id"], unique=False)
    op.create_index("ix_asset_by_value", "asset", ["original_value", "id"], unique=False)
    op.create_index(op.f("ix_asset_project_id"), "asset", ["project_id"], unique=False)
    op.create_index(op.f("ix_asset_region_id"), "asset", ["region_id"], unique=False)
    op.create_index(op.f("ix_asset_region_path"), "asset", ["region_path"], unique=False)
    op.create_table(
        "clock",
        sa.Column("one", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_clock")),
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
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("household_count", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_region_path"), "project", ["region_path"], unique=False)
    op.create_table(
        "project_funding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_project_funding_amount")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_funding")),
    )
    op.create_index(op.f("ix_project_funding_project_id"), "project_funding", ["project_id"], unique=False)
    op.create_index(op.f("ix_project_funding_region_path"), "project_funding", ["region_path"], unique=False)
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
        "asset_funding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("project_funding_id", sa.Uuid(), nullable=True),
        sa.Column("other_source", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("region_path", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint(
            "(project_funding_id IS NULL) <> (other_source IS NULL)", name=op.f("ck_asset_funding_source")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_asset_funding_amount")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_asset_funding_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_funding")),
    )
    op.create_index(op.f("ix_asset_funding_project_funding_id"), "asset_funding", ["project_funding_id"], unique=False)
    op.create_index(
        "uq_asset_funding_project_funding", "asset_funding", ["asset_id", "project_funding_id"], unique=True
    )
    op.create_table(
        "asset_right",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("share_bps", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("certificate_number", sa.String(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_asset_right_ends_on")),
        sa.CheckConstraint("share_bps BETWEEN 1 AND 10000", name=op.f("ck_asset_right_share_bps")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_asset_right_asset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_right")),
    )
    op.create_index(op.f("ix_asset_right_holder_id"), "asset_right", ["holder_id"], unique=False)
    op.create_index("uq_asset_right_holder", "asset_right", ["asset_id", "kind", "holder_id", "starts_on"], unique=True)
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
    op.execute(SHARES_ARE_WHOLE)
    op.execute(FUNDINGS_MAKE_THE_VALUE)
