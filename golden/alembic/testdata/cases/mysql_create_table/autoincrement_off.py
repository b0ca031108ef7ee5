# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, autoincrement=False))
