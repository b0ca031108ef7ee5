op.create_table("t", sa.Column("k", postgresql.ARRAY(sa.Enum("a", "b", name="kind"))))
