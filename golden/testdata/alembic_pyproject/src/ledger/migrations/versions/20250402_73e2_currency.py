"""bookings in other currencies

Revision ID: 73e2
Revises: 62d1
Create Date: 2025-04-02 11:00:00+00:00

"""
import enum

import sqlalchemy as sa
from alembic import op

from ledger.migrations.helpers import SCHEMA

revision: str = "73e2"
down_revision = "62d1"
branch_labels = None
depends_on = None


class Currency(enum.Enum):
    EUR = "euro"
    CHF = "franc"


def upgrade() -> None:
    op.add_column(
        "bookings",
        sa.Column("currency", sa.Enum(Currency, name="currency", schema=SCHEMA), server_default="EUR", nullable=False),
        schema=SCHEMA,
    )


def downgrade() -> None:
    op.drop_column("bookings", "currency", schema=SCHEMA)
    op.execute("DROP TYPE ledger.currency")
