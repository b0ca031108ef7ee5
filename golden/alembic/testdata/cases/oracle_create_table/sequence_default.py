# dialect: oracle
op.create_table("t", sa.Column("id", sa.Integer, sa.Sequence("t_seq", start=5), primary_key=True), sa.Column("b", sa.Integer, server_default=sa.text("s.nextval")))
op.create_table("u", sa.Column("id", sa.Integer, server_default=sa.Sequence("u_seq").next_value(), primary_key=True))
