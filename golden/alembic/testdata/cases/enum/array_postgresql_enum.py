op.create_table("t", sa.Column("k", sa.ARRAY(postgresql.ENUM("a", "b", name="kind"))))
