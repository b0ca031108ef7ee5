# dialect: mysql, mariadb
op.drop_index("ix")
