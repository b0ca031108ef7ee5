"""orders by state

Revision ID: q4
Revises: q3
Create Date: 2024-10-02 09:20:00

"""
from alembic import op

revision = "q4"
down_revision = "q3"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_orders_state", "orders", ["state"])


def downgrade():
    op.drop_index("ix_orders_state", table_name="orders")
