"""recursion"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def depth(node):
    return depth(node) + 1


def upgrade():
    depth("t")
