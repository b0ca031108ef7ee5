op.create_table("t", sa.Column("c", sa.Enum("a", "b", name="kind"), server_default="a"))
