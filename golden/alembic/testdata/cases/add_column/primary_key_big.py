op.add_column("t", sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=True))
