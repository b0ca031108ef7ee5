# dialect: mssql
op.add_column("t", sa.Column("a", sa.Integer(), sa.Computed("b * 2", persisted=True)))
