# dialect: mssql
op.rename_table("a", "b")
op.rename_table("a b", "Order", schema="app")
