# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer, autoincrement=True, nullable=False), sa.Column("b", sa.Integer))
