op.create_table("t", sa.Column("c", sa.Integer, server_default=sa.literal(5)))
