op.create_table("t", sa.Column("c", postgresql.CHAR(3)))
