op.create_table("t", sa.Column("c", sa.BigInteger().with_variant(sa.Integer, "sqlite")))
