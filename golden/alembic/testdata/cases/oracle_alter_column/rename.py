# dialect: oracle
op.alter_column("t", "a", new_column_name="b")
op.alter_column("My t", "a b", new_column_name="Order", schema="app")
