"""find loans by date, without blocking the desk

Revision ID: 7a08
Revises: 6f54
Create Date: 2024-05-20 07:45:00.000000

"""
from alembic import op

revision = "7a08"
down_revision = "6f54"
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_loans_due", "loans", ["due"], postgresql_concurrently=True, if_not_exists=True)
    op.execute("COMMENT ON INDEX ix_loans_due IS 'reminders: at 07:00, 100% of them'")


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_loans_due", table_name="loans", postgresql_concurrently=True, if_exists=True)
