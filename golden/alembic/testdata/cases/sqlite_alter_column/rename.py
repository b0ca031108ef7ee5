# dialect: sqlite
op.alter_column("t", "a", new_column_name="B b")
#: down
op.alter_column("t", "B b", new_column_name="a")
