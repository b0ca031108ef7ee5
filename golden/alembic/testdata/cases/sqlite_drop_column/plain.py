# dialect: sqlite
op.drop_column("t", "a")
op.drop_column("t", "order", schema="app")
#: down
op.add_column("t", sa.Column("a", sa.Integer()))
