op.add_column("t", sa.Column("k", postgresql.ARRAY(sa.Enum("a", "b", name="kind"))))
