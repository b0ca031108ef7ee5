# dialect: mssql
op.add_column("t", sa.Column("a", sa.Integer(), primary_key=True))
