"""slugs for teams and incidents

Revision ID: d1
Revises:
"""
import sqlalchemy as sa
from alembic import op

revision = "d1"
down_revision = None


def upgrade():
    op.add_column("team", sa.Column("slug", sa.String(40)))
    op.add_column("incident", sa.Column("slug", sa.Text()))
    bind = op.get_bind()
    for table in ("team", "incident"):
        name = "name" if table == "team" else "title"
        for row in bind.execute(sa.text(f"SELECT id, {name} FROM {table} ORDER BY id")).fetchall():
            slug = row[1].lower().replace(" ", "-")
            bind.execute(sa.text(f"UPDATE {table} SET slug = :slug WHERE id = :id"), {"slug": slug, "id": row[0]})


def downgrade():
    op.drop_column("incident", "slug")
    op.drop_column("team", "slug")
