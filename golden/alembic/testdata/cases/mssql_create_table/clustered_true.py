# dialect: mssql
op.create_table("t", sa.Column("a", sa.Integer, nullable=False), sa.Column("b", sa.Integer), sa.PrimaryKeyConstraint("a", mssql_clustered=True), sa.UniqueConstraint("b", mssql_clustered=False))
