op.create_table("t", sa.Column("c", postgresql.ARRAY(sa.String(5), as_tuple=True, zero_indexes=True)))
