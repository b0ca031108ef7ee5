# dialect: mssql
op.create_table("t", sa.Column("id", sa.Integer, autoincrement=True, nullable=False), sa.Column("k", sa.String(5), primary_key=True))
