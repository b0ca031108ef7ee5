op.create_table("t", sa.Column("k", sa.Enum("a", "b", name="kind", create_constraint=True)))
