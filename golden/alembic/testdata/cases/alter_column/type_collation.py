op.alter_column("t", "a", type_=sa.String(30, collation="C"))
