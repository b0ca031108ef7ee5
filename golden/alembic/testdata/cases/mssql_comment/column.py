# dialect: mssql
op.alter_column("t", "a", comment="x", existing_type=sa.Integer())
