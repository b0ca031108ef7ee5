"""defaults by generated name"""

import sqlalchemy as sa
from alembic import op

revision = "bb02"
down_revision = "aa01"


def upgrade():
    columns = {c["name"]: c for c in sa.inspect(op.get_bind()).get_columns("Users")}
    if "active" in columns:
        op.alter_column("users", "active", existing_type=columns["active"]["type"], existing_nullable=False,
                        server_default=sa.text("0"), existing_server_default=sa.text("1"))
    if not sa.inspect(op.get_bind()).has_table("audit"):
        op.add_column("users", sa.Column("level", sa.Numeric(5, 2), server_default="1.5", nullable=False))
    op.alter_column("users", "notes", new_column_name="remarks", existing_type=sa.Text, type_=sa.UnicodeText, existing_nullable=True)


def downgrade():
    op.alter_column("users", "remarks", new_column_name="notes", existing_type=sa.UnicodeText, type_=sa.Text, existing_nullable=True)
    op.drop_column("users", "level", mssql_drop_default=True, mssql_drop_check=True)
    op.alter_column("users", "active", existing_type=sa.Boolean, server_default=sa.text("1"), existing_server_default=sa.text("0"))
