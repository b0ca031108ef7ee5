# dialect: mssql
op.create_table("t", sa.Column("a", mssql.BINARY(16)), sa.Column("b", mssql.VARBINARY(50)), sa.Column("c", mssql.VARBINARY()), sa.Column("d", mssql.VARBINARY("max")), sa.Column("e", mssql.IMAGE()), sa.Column("f", sa.LargeBinary()), sa.Column("g", sa.LargeBinary(100)))
