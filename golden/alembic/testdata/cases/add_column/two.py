op.add_column("t", sa.Column("a", sa.Integer()))
op.add_column("t", sa.Column("b", sa.Text()))
#: down
op.drop_column("t", "b")
op.drop_column("t", "a")
