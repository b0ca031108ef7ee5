# dialect: mssql
op.rename_table("t", "u")
