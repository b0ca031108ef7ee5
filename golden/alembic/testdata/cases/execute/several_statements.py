#: module
def upgrade():
    op.execute("""
    CREATE TABLE a (x int);
    CREATE TABLE b (y int);
    """)
