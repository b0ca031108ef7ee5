# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.PickleType()), sa.Column("b", sa.Interval(second_precision=6)), sa.Column("c", sa.types.NullType().with_variant(mysql.YEAR(), "mysql", "mariadb")), sa.Column("d", sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")))
