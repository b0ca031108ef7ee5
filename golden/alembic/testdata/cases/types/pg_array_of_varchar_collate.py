op.create_table("t", sa.Column("c", postgresql.ARRAY(sa.String(5, collation="C"))))
