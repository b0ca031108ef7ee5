op.create_table("t", sa.Column("c", postgresql.JSONB, server_default='[{"a": 1}]'))
