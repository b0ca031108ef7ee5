"""patients

Revision ID: c1
Revises:
Create Date: 2024-01-15 08:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = None


def upgrade():
    patients = op.create_table(
        "patients",
        sa.Column("id", sa.Integer(), sa.Identity(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, comment="as on the card"),
        sa.Column("born", sa.Date()),
        sa.Column("photo", sa.LargeBinary()),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.bulk_insert(patients, [{"name": "Søren & Sons", "born": None, "photo": b"\x01", "active": True}])


def downgrade():
    op.drop_table("patients", if_exists=True)
