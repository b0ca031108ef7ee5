#: module
def add_times(table):
    op.add_column(table, sa.Column("created_at", sa.DateTime(), server_default=sa.func.now()))
    op.add_column(table, sa.Column("updated_at", sa.DateTime()))
#: up
for name in ("a", "b"):
    add_times(name)
