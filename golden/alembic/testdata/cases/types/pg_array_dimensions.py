op.create_table("t", sa.Column("c", postgresql.ARRAY(sa.Integer(), dimensions=3)))
