op.create_table("t", sa.Column("c", sa.Enum("a", "b", "it's", name="kind")))
