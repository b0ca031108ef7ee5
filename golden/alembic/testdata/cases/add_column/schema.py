op.add_column("t", sa.Column("a", sa.Integer()), schema="app")
#: down
op.drop_column("t", "a", schema="app")
