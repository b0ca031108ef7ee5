# dialect: mysql, mariadb
# opts: transactional_ddl=True
op.add_column("t", sa.Column("a", sa.Integer()))
#: down
op.drop_column("t", "a")
