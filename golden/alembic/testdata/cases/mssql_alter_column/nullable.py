# dialect: mssql
op.alter_column("t", "a", nullable=True, existing_type=sa.String(50, collation="Latin1_General_BIN2"))
