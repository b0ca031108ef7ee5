"""random value"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


import uuid


def upgrade():
    op.execute(f"INSERT INTO t (id) VALUES ('{uuid.uuid4()}')")
