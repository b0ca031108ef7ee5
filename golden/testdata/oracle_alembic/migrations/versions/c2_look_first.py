"""look first

Revision ID: c2
Revises: c1
Create Date: 2024-01-16 08:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "c2"
down_revision = "c1"


def upgrade():
    inspector = sa.inspect(op.get_bind())
    columns = {c["name"]: c for c in inspector.get_columns("patients")}
    if not inspector.has_table("wards"):
        op.create_table("wards", sa.Column("code", sa.String(4), primary_key=True))
    if "ward" not in columns:
        op.add_column("patients", sa.Column("ward", sa.String(4), sa.ForeignKey("wards.code", name="patients_ward_fk")))
    if isinstance(columns["name"]["type"], sa.String) and columns["name"]["type"].length < 200:
        op.alter_column("patients", "name", type_=sa.String(200), existing_nullable=False)
    if isinstance(columns["id"]["type"], sa.INTEGER) and "patients_name_ix" not in [i["name"] for i in inspector.get_indexes("patients")]:
        op.create_index("patients_name_ix", "patients", ["name"], oracle_compress=True)


def downgrade():
    op.drop_index("patients_name_ix", table_name="patients")
    op.drop_constraint("patients_ward_fk", "patients", type_="foreignkey")
    op.drop_column("patients", "ward")
    op.drop_table("wards")
