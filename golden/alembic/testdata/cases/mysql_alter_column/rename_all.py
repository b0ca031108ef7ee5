# dialect: mysql, mariadb
op.alter_column("t", "a", new_column_name="order", type_=mysql.VARCHAR(9, charset="latin1"), nullable=False, server_default="x", comment="it's", schema="app")
