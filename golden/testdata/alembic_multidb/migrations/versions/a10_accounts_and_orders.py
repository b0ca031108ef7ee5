"""accounts and orders

Revision ID: a10
Revises:
Create Date: 2024-05-06 11:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "a10"
down_revision = None
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    globals()["upgrade_%s" % engine_name]()


def downgrade(engine_name: str) -> None:
    globals()["downgrade_%s" % engine_name]()


def upgrade_users() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(320), nullable=False, unique=True),
    )


def downgrade_users() -> None:
    op.drop_table("accounts")


def upgrade_orders() -> None:
    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("account_id", sa.Integer(), nullable=False, comment="accounts.id of the other database"),
        sa.Column("placed_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )
    op.create_index(None, "orders", ["account_id"])


def downgrade_orders() -> None:
    op.drop_table("orders")
