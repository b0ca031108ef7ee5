# dialect: mssql
op.execute("SELECT 1\nGO\nSELECT 2\nGO\n")
