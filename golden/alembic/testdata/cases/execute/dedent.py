#: module
from textwrap import dedent
SQL = """
    UPDATE t
    SET a = 1
"""


def upgrade():
    op.execute(dedent(SQL))
    op.execute(sa.text(dedent(SQL).strip()))
