"""helper from outside"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


from shop.migrations import add_audit_columns


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer()))
    add_audit_columns("t")
