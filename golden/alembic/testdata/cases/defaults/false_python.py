op.create_table("t", sa.Column("c", sa.Boolean, server_default=False))
