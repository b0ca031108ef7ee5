op.create_table("t", sa.Column("c", sa.Float(precision=53, asdecimal=True)))
