# dialect: mariadb
op.create_table("t", sa.Column("id", sa.Integer, server_default=sa.Sequence("t_seq").next_value(), primary_key=True))
