"""python2 print"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    print "creating t"
    op.create_table("t", sa.Column("id", sa.Integer()))
