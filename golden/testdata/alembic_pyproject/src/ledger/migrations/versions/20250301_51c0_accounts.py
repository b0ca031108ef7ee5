"""accounts

Revision ID: 51c0
Revises:
Create Date: 2025-03-01 10:00:00+00:00

"""
import sqlalchemy as sa
from alembic import op

from ledger.migrations.helpers import SCHEMA, timestamps, touch_trigger

revision: str = "51c0"
down_revision = None
branch_labels = ("ledger",)
depends_on = None


def upgrade() -> None:
    op.execute(sa.schema.CreateSchema(SCHEMA))
    op.execute(
        """
        CREATE FUNCTION ledger.touch() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.updated_at := now();
            RETURN NEW;
        END $$
        """
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("iban", sa.String(34), nullable=False),
        *timestamps(),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("iban"),
        schema=SCHEMA,
    )
    touch_trigger("accounts")


def downgrade() -> None:
    op.drop_table("accounts", schema=SCHEMA)
    op.execute("DROP FUNCTION ledger.touch()")
    op.execute(sa.schema.DropSchema(SCHEMA))
