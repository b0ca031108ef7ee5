"""users, with comments"""

import sqlalchemy as sa
from alembic import op

revision = "aa01"
down_revision = None


def upgrade():
    users = op.create_table(
        "users",
        sa.Column("id", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("name", sa.Unicode(100), nullable=False, comment="as it's written"),
        sa.Column("born", sa.Date),
        sa.Column("notes", sa.Text),
        sa.Column("active", sa.Boolean, server_default=sa.true(), nullable=False),
        sa.UniqueConstraint("name", mssql_clustered=False),
        comment="Who may log in",
    )
    op.create_index("ix_users_born", "users", ["born"], mssql_include=["name"], mssql_where=sa.text("born IS NOT NULL"))
    op.bulk_insert(users, [{"name": "Søren"}, {"name": "O'Neill"}])


def downgrade():
    op.drop_table("users")
