#: file migration_helpers.py
import sqlalchemy as sa
from alembic import op
TABLES = ["a", "b"]
def grant(table, role="reader"):
    op.execute(f"GRANT SELECT ON {table} TO {role}")
def id_column():
    return sa.Column("id", sa.BigInteger, primary_key=True)
#: module
from migration_helpers import TABLES, grant, id_column
import migration_helpers as helpers
#: up
op.create_table("a", id_column())
for t in helpers.TABLES:
    grant(t, role="app")
