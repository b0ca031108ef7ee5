op.create_table("t", sa.Column("c", sa.DATETIME()))
