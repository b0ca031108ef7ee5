# dialect: mssql
op.alter_column("t]x", "a]b", new_column_name="c'd")
