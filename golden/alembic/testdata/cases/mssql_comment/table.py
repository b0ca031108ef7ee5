# dialect: mssql
op.create_table_comment("t", "it's")
