# dialect: mssql
# opts: mssql_batch_separator="BATCH"
op.add_column("t", sa.Column("a", sa.Integer()))
#: down
op.drop_column("t", "a")
