op.alter_column("t", "user", new_column_name="User Name", schema="app")
