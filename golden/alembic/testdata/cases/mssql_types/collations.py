# dialect: mssql
op.create_table("t", sa.Column("a", sa.String(50, collation="Latin1_General_CI_AS")), sa.Column("b", mssql.NVARCHAR(10, collation="Latin1_General_BIN2")), sa.Column("c", sa.Text(collation="Latin1_General_BIN2"), nullable=False), sa.Column("d", mssql.VARCHAR(collation="Latin1_General_BIN2")))
