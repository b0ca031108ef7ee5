op.create_table("t", sa.Column("k", postgresql.ARRAY(postgresql.ENUM("a", "b", name="kind", create_type=False))))
