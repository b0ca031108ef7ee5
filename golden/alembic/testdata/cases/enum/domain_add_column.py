op.add_column("t", sa.Column("n", postgresql.DOMAIN("positive", sa.Integer, check="VALUE > 0")))
