"""undefined name"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def prefixed(table):
    return "app_" + tabel


def create(table, *columns):
    op.create_table(prefixed(table), *columns)


def upgrade():
    create("t", sa.Column("id", sa.Integer()))
