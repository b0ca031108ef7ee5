# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.String(50)), sa.Column("b", sa.Text), sa.Index("ix_b", "b", mysql_length=20))
