# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer), if_not_exists=True)
#: down
op.drop_table("t", if_exists=True)
