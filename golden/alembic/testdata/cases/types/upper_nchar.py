op.create_table("t", sa.Column("c", sa.NCHAR(2)))
