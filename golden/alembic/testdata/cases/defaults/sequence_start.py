op.create_table("t", sa.Column("c", sa.Integer, sa.Sequence("c_seq", start=5, increment=2), primary_key=True))
