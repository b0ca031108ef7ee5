# dialect: mssql
# opts: mssql_batch_separator=""
op.add_column("t", sa.Column("a", sa.Integer()))
