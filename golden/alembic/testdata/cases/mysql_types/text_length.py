# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.Text(255)), sa.Column("b", sa.UnicodeText(65536)), sa.Column("c", sa.LargeBinary(70000)), sa.Column("d", sa.Unicode(20)))
