"""totals are filled by a program, then NOT NULL

Revision ID: q3
Revises: q2
Create Date: 2024-10-01 11:45:00

"""
from alembic import op

from billing.totals import fill_totals

revision = "q3"
down_revision = "q2"
branch_labels = None
depends_on = None


def upgrade():
    fill_totals(op.get_bind(), batch=1000)
    op.alter_column("orders", "total", nullable=False)


def downgrade():
    op.alter_column("orders", "total", nullable=True)
