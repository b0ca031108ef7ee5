# dialect: mssql
op.create_table("t", sa.Column("a", sa.Integer, nullable=False), sa.Column("b", sa.Integer), sa.PrimaryKeyConstraint("a", name="pk", mssql_clustered=False), sa.UniqueConstraint("b", name="uq", mssql_clustered=True))
