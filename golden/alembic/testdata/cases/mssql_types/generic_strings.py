# dialect: mssql
op.create_table("t", sa.Column("a", sa.String()), sa.Column("b", sa.String(50)), sa.Column("c", sa.Unicode()), sa.Column("d", sa.Unicode(20)), sa.Column("e", sa.Text()), sa.Column("f", sa.UnicodeText()), sa.Column("g", sa.CLOB()), sa.Column("h", sa.Text(100)))
