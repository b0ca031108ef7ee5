op.create_table("t", sa.Column("k", sa.Enum("a", name="kind")), sa.Column("l", sa.Enum("b", name="level")))
