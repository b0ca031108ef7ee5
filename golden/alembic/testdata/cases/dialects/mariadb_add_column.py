# dialect: mariadb
op.add_column("t", sa.Column("a", sa.Integer(), nullable=False, server_default="0"))
#: down
op.drop_column("t", "a")
