op.create_table("t", sa.Column("a", sa.String(20, collation="de_DE")), sa.Column("b", sa.Text(collation="C")))
