op.alter_column("t", "a", new_column_name="b")
#: down
op.alter_column("t", "b", new_column_name="a")
