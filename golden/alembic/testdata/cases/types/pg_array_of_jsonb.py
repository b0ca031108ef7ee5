op.create_table("t", sa.Column("c", postgresql.ARRAY(postgresql.JSONB())))
