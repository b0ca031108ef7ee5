"""an enum of the states that production has

Revision ID: q2
Revises: q1
Create Date: 2024-09-20 15:30:00

"""
import sqlalchemy as sa
from alembic import op

revision = "q2"
down_revision = "q1"
branch_labels = None
depends_on = None

KNOWN = ["new", "paid", "sent"]


def upgrade():
    bind = op.get_bind()
    rows = bind.execute(sa.text("SELECT DISTINCT state FROM orders ORDER BY state"))
    others = [row.state for row in rows if row.state not in KNOWN]
    states = sa.Enum(*KNOWN, *others, name="order_state")
    states.create(bind)
    op.alter_column("orders", "state", type_=states, postgresql_using="state::order_state")


def downgrade():
    op.alter_column("orders", "state", type_=sa.String(20), postgresql_using="state::text")
    op.execute("DROP TYPE order_state")
