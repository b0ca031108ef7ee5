op.create_table("t", sa.Column("c", sa.Integer, sa.Sequence("c_seq"), server_default=sa.Sequence("c_seq").next_value()))
