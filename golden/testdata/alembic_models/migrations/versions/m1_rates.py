"""postage rates

Revision ID: m1
Revises:
"""
import datetime

import sqlalchemy as sa
from alembic import op

from app.models import PostageRate

revision = "m1"
down_revision = None


def upgrade():
    op.create_table(
        "postage_rate",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("post_class", sa.String(20), nullable=False),
        sa.Column("rate", sa.Numeric(8, 2), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    )
    op.bulk_insert(PostageRate.__table__, [
        {"id": f"00000000-0000-0000-0000-00000000000{n}", "rate": 0.5 * n, "created_at": datetime.datetime(2024, 1, n)} for n in (1, 2)
    ])
    op.execute(PostageRate.__table__.update().where(PostageRate.rate > 0.7).values(post_class="first"))


def downgrade():
    op.drop_table("postage_rate")
