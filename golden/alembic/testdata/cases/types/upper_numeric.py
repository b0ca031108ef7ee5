op.create_table("t", sa.Column("c", sa.NUMERIC(8, 3)))
