op.create_table("t", sa.Column("k", sa.Enum("a", "b", name="kind")), sa.Column("l", sa.Enum("a", "b", name="kind")))
