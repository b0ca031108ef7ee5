# dialect: mysql, mariadb
op.add_column("t", sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True))
