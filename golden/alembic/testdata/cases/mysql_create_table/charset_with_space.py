# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer), **{"mysql_default character set": "utf8mb4"})
