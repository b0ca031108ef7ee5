op.alter_column("t", "a", server_default=None)
op.alter_column("t", "a", type_=sa.Enum("a", name="e"), postgresql_using="a::e")
op.alter_column("t", "a", server_default="a")
