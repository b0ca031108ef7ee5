# dialect: oracle
op.create_table("t", sa.Column("a", sa.String(50)), sa.Column("b", sa.Unicode(50)), sa.Column("c", sa.Text()), sa.Column("d", sa.UnicodeText()), sa.Column("e", sa.CHAR(5)), sa.Column("f", sa.NVARCHAR(5)), sa.Column("g", sa.String(5, collation="BINARY_CI")), sa.Column("h", sa.CLOB()))
