op.create_table("t", sa.Column("code", sa.String(3), primary_key=True))
