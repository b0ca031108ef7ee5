# dialect: mssql
op.create_table("#t", sa.Column("a", sa.Integer))
