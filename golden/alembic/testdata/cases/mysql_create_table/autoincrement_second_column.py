# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.Integer, primary_key=True, autoincrement=False), sa.Column("b", sa.Integer, primary_key=True, autoincrement=True))
