"""orders and their states

Revision ID: q1
Revises:
Create Date: 2024-09-02 09:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "q1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("total", sa.Numeric(12, 2)),
    )


def downgrade():
    op.drop_table("orders")
