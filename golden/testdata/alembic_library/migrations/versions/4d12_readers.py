"""readers and their settings

Revision ID: 4d12
Revises: 2b71
Create Date: 2024-03-02 12:00:00.000000

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "4d12"
down_revision = "2b71"
branch_labels = ("readers",)
depends_on = None

SEEDS = [
    {"name": "Ada", "settings": {"lang": "en", "limits": {"books": 5}}},
    {"name": "O'Brien", "settings": {"lang": "ga", "note": "tab\tand \"quotes\""}},
]


def upgrade():
    readers = op.create_table(
        "readers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", postgresql.CITEXT() if False else sa.String(320), unique=True),
        sa.Column("settings", postgresql.JSONB(), nullable=False, server_default=sa.text("'{}'::jsonb")),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.bulk_insert(readers, SEEDS)
    op.create_index("ix_readers_settings", "readers", ["settings"], postgresql_using="gin")


def downgrade():
    op.drop_table("readers")
