kind = sa.Enum("a", "b", name="kind")
op.create_table("t", sa.Column("k", kind))
op.create_table("u", sa.Column("k", kind))
