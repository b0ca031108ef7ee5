"""missing value"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    t = sa.table("t", sa.column("state"))
    op.execute(t.update().values(state=sa.bindparam("new_state")))
