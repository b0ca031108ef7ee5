# dialect: mssql
op.alter_column("t", "a", type_=sa.BigInteger())
