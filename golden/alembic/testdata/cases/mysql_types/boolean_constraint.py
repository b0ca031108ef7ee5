# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.Boolean()), sa.Column("b", sa.Boolean(create_constraint=True, name="b_is_bool")), sa.Column("c", mysql.BOOLEAN()), sa.Column("d", sa.BOOLEAN()))
