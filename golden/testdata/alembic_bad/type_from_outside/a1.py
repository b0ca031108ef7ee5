"""type from outside"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


from shop.types import Money


def upgrade():
    op.add_column("t", sa.Column("price", Money(12, 2)))
