op.create_table("t", sa.Column("c", sa.Integer, sa.Sequence("c_seq"), primary_key=True))
