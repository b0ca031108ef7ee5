# dialect: mssql
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, mssql_identity_start=100, mssql_identity_increment=10))
