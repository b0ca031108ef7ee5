op.create_table("t", sa.Column("k", sa.String(10).with_variant(postgresql.ENUM("a", "b", name="kind"), "postgresql")))
