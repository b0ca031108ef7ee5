op.create_table("t", sa.Column("c", sa.Integer, sa.Sequence("c_seq", optional=True), primary_key=True))
