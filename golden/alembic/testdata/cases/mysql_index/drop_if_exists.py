# dialect: mysql, mariadb
op.drop_index("ix3", table_name="t", if_exists=True)
