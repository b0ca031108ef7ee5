# dialect: mysql, mariadb
op.add_column("t", sa.Column("a", mysql.ENUM("a\\b", "c\"d", "")))
