"""raised"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    raise NotImplementedError("run scripts/move_orders.sh instead")
