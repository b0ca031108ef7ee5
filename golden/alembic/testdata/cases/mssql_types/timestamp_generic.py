# dialect: mssql
op.add_column("t", sa.Column("a", sa.TIMESTAMP(timezone=True)))
