"""missing argument"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key("fk_a_b", "a", "b", ["b_id"])
