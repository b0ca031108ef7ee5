op.create_table("t", sa.Column("c", sa.Integer, server_default="0"))
