op.create_table("t", sa.Column("c", sa.DECIMAL(8, 3)))
