"""book status, an enum that the revision makes itself

Revision ID: 2b71
Revises: 1f0a
Create Date: 2024-02-08 10:30:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "2b71"
down_revision = "1f0a"
branch_labels = None
depends_on = None

status = sa.Enum("available", "lent", "lost", name="book_status")


def upgrade():
    status.create(op.get_bind(), checkfirst=True)
    op.add_column("books", sa.Column("status", status, nullable=False, server_default="available"))


def downgrade():
    op.drop_column("books", "status")
    status.drop(op.get_bind(), checkfirst=True)
