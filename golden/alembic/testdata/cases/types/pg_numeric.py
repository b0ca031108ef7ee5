op.create_table("t", sa.Column("c", postgresql.NUMERIC(10, 2)))
