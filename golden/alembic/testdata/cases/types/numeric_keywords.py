op.create_table("t", sa.Column("c", sa.Numeric(precision=12, scale=0, asdecimal=False)))
