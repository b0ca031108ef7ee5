op.create_table("t", sa.Column("k", sa.Enum("a", "b", name="kind")))
op.create_table("u", sa.Column("k", sa.Enum("a", "b", name="kind")))
