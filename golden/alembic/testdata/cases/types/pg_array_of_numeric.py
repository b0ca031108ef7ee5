op.create_table("t", sa.Column("c", postgresql.ARRAY(sa.Numeric(5, 2))))
