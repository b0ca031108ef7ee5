op.create_table("t", sa.Column("c", sa.ARRAY(sa.String(10), dimensions=2)))
