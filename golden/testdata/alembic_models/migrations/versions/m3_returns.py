"""returns

Revision ID: m3
Revises: m2
"""
import sqlalchemy as sa
from alembic import op

revision = "m3"
down_revision = "m2"


def upgrade():
    op.create_table("returned", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("why", sa.Text()))
    op.execute("INSERT INTO returned (id, why) VALUES (7, 'broken')")
    op.execute("SELECT setval('returned_id_seq', (SELECT max(id) FROM returned))")
    op.execute("INSERT INTO returned (why) VALUES ('late')")
    late = op.get_bind().execute(sa.text("SELECT id FROM returned WHERE why = 'late'")).scalar()
    op.execute(f"COMMENT ON TABLE returned IS 'late is {late}'")


def downgrade():
    op.drop_table("returned")
