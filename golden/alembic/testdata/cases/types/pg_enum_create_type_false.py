op.create_table("t", sa.Column("c", postgresql.ENUM("a", "b", name="kind", create_type=False)))
