"""wrong sql"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


COLUMNS = "id, name"


def upgrade():
    op.execute(
        f"""
        CREATE TABLE t (id int, name text);
        INSERT INTO t ({COLUMNS}) VALUS (1, 'one')
        """
    )
