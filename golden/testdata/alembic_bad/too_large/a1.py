"""too large"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SELECT '" + "x" * 10**10 + "'")
