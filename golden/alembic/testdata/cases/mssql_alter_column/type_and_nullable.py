# dialect: mssql
op.alter_column("t", "a", type_=mssql.DATETIME2(), nullable=False, schema="app")
