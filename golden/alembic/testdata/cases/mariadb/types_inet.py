# dialect: mariadb
op.create_table("t", sa.Column("a", mysql.INET4()), sa.Column("b", mysql.INET6), sa.Column("c", sa.UUID()), sa.Column("d", sa.Integer, sa.Computed("1", persisted=True), nullable=False))
