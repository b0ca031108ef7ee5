op.create_table("t", sa.Column("c", sa.Integer().with_variant(sa.BigInteger(), "postgresql").with_variant(sa.SmallInteger(), "sqlite")))
