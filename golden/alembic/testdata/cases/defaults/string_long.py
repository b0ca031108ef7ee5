op.create_table("t", sa.Column("c", sa.Text, server_default="x" * 40))
