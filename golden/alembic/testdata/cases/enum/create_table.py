op.create_table("t", sa.Column("k", sa.Enum("a", "b", name="kind"), nullable=False, server_default="a"))
#: down
op.drop_table("t")
sa.Enum(name="kind").drop(op.get_bind())
