op.create_table("t", sa.Column("c", sa.DateTime, server_default=sa.func.now(), server_onupdate=sa.func.now()))
