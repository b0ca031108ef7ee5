"""bookings

Revision ID: 62d1
Revises: 51c0
Create Date: 2025-03-10 16:30:00+00:00

"""
import sqlalchemy as sa
from alembic import op

from ledger.migrations.helpers import SCHEMA, money, timestamps, touch_trigger

revision: str = "62d1"
down_revision = "51c0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bookings",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("debit_id", sa.BigInteger(), sa.ForeignKey(f"{SCHEMA}.accounts.id"), nullable=False, index=True),
        sa.Column("credit_id", sa.BigInteger(), sa.ForeignKey(f"{SCHEMA}.accounts.id"), nullable=False, index=True),
        money("amount"),
        sa.Column("booked_on", sa.Date(), server_default=sa.text("CURRENT_DATE"), nullable=False),
        *timestamps(),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("amount > 0", name="positive_amount"),
        sa.CheckConstraint("debit_id <> credit_id", name="two_accounts"),
        schema=SCHEMA,
    )
    touch_trigger("bookings")


def downgrade() -> None:
    op.drop_table("bookings", schema=SCHEMA)
