op.create_table("t", sa.Column("c", sa.DateTime, server_default=sa.func.localtimestamp()))
