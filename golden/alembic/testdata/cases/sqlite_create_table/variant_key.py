# dialect: sqlite
op.create_table("t", sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True))
