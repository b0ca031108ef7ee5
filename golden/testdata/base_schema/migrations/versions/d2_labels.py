"""labels, if the table is not there

Revision ID: d2
Revises: d1
"""
import sqlalchemy as sa
from alembic import op

revision = "d2"
down_revision = "d1"


def upgrade():
    if sa.inspect(op.get_bind()).has_table("team"):
        op.create_table(
            "label",
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id")),
        )


def downgrade():
    op.drop_table("label")
