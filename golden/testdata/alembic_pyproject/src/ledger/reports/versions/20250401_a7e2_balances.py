"""balances for the reports

Revision ID: a7e2
Revises:
Create Date: 2025-04-01 07:45:00+00:00

"""
from alembic import op

revision: str = "a7e2"
down_revision = None
branch_labels = ("reports",)
depends_on = "62d1"


def upgrade() -> None:
    op.execute(
        """
        CREATE VIEW ledger.balances AS
        SELECT a.id, a.iban,
               coalesce(sum(CASE WHEN b.credit_id = a.id THEN b.amount ELSE -b.amount END), 0) AS balance
        FROM ledger.accounts a
        LEFT JOIN ledger.bookings b ON a.id IN (b.debit_id, b.credit_id)
        GROUP BY a.id, a.iban
        """
    )


def downgrade() -> None:
    op.execute("DROP VIEW ledger.balances")
