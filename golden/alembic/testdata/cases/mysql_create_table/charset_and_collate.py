# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer), mysql_charset="utf8mb4", mysql_collate="utf8mb4_bin")
