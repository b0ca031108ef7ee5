"""unknown operation"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_columns("t", sa.Column("note", sa.Text()))
