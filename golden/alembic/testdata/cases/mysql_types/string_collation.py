# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.String(50, collation="utf8mb4_bin")), sa.Column("b", sa.Text(collation="utf8mb4_general_ci")), sa.Column("c", sa.Unicode(5, collation="utf8mb4_bin")))
