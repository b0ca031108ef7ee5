# dialect: mssql
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer, nullable=True), sa.Column("c", sa.Integer, nullable=False), sa.Column("d", mssql.ROWVERSION()), sa.Column("e", mssql.TIMESTAMP(), nullable=True))
