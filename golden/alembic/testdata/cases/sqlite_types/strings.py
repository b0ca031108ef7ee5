# dialect: sqlite
op.create_table("t", sa.Column("a", sa.String()), sa.Column("b", sa.Unicode(5)), sa.Column("c", sa.UnicodeText()), sa.Column("d", sa.String(5, collation="NOCASE")), sa.Column("e", sa.NVARCHAR(5)), sa.Column("f", sa.NCHAR(5)), sa.Column("g", sa.CLOB()), sa.Column("h", sa.Text(5)))
