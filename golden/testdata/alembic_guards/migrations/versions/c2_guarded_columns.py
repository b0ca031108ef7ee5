"""columns that some databases have already

Revision ID: c2
Revises: c1
Create Date: 2024-02-20 12:40:00

"""
import sqlalchemy as sa
from alembic import op

revision = "c2"
down_revision = "c1"
branch_labels = None
depends_on = None


def has_column(table, column):
    inspector = sa.inspect(op.get_bind())
    return column in [c["name"] for c in inspector.get_columns(table)]


def upgrade():
    inspector = sa.inspect(op.get_bind())
    if not inspector.has_table("visits"):
        op.create_table(
            "visits",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("patient_id", sa.Integer(), sa.ForeignKey("patients.id"), nullable=False),
            sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        )
    if not has_column("patients", "phone"):
        op.add_column("patients", sa.Column("phone", sa.String(40)))
    if not has_column("patients", "name"):
        op.add_column("patients", sa.Column("name", sa.String(200)))


def downgrade():
    if has_column("patients", "phone"):
        op.drop_column("patients", "phone")
    op.drop_table("visits")
