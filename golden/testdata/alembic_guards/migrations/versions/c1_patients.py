"""patients

Revision ID: c1
Revises:
Create Date: 2024-01-15 08:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "patients",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("born", sa.Date()),
        sa.Column("insurer", sa.String(80)),
    )


def downgrade():
    op.drop_table("patients")
