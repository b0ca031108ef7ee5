"""orders get a total; nothing changes for users

Revision ID: a20
Revises: a10
Create Date: 2024-06-01 08:15:00

"""
import sqlalchemy as sa
from alembic import op

revision = "a20"
down_revision = "a10"
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()["upgrade_%s" % engine_name]()


def downgrade(engine_name: str) -> None:
    globals()["downgrade_%s" % engine_name]()


def upgrade_users() -> None:
    pass


def downgrade_users() -> None:
    pass


def upgrade_orders() -> None:
    op.add_column("orders", sa.Column("total", sa.Numeric(12, 2), server_default="0", nullable=False))


def downgrade_orders() -> None:
    op.drop_column("orders", "total")
