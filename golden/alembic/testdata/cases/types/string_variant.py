op.create_table("t", sa.Column("c", sa.String(10).with_variant(postgresql.CITEXT(), "postgresql")))
