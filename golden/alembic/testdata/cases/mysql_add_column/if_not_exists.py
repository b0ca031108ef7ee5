# dialect: mysql, mariadb
op.add_column("t", sa.Column("a", sa.Integer()), if_not_exists=True)
#: down
op.drop_column("t", "a", if_exists=True)
