"""infinite loop"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    n = 0
    while n >= 0:
        n += 1
