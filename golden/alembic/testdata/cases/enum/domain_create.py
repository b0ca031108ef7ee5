d = postgresql.DOMAIN("positive", sa.Integer, check="VALUE > 0", not_null=True, default=1)
op.create_table("t", sa.Column("n", d))
