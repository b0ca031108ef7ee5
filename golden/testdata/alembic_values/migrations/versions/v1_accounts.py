"""the first account

Revision ID: v1
Revises:
"""
import sqlalchemy as sa
import vault
from alembic import op
from vault import ROLES

revision = "v1"
down_revision = None


def upgrade():
    account = op.create_table(
        "account",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("per_day", sa.Integer(), nullable=False),
        sa.Column("password", sa.Text()),
    )
    for role in ROLES:
        op.bulk_insert(
            account,
            [{"name": role, "role": role, "per_day": vault.limits().per_day * 2, "password": vault.hash_password(b"x").decode()}],
        )
    bind = op.get_bind()
    op.execute(f"COMMENT ON TABLE account IS 'of {bind.engine.url.database}'")


def downgrade():
    op.drop_table("account")
