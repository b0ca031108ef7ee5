# dialect: mssql
op.add_column("t", sa.Column("a", mssql.VARBINARY("max", filestream=True)))
