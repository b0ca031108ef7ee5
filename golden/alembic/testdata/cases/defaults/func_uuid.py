op.create_table("t", sa.Column("c", postgresql.UUID, server_default=sa.func.gen_random_uuid()))
