# dialect: mariadb
op.create_table("t", sa.Column("a", sa.JSON()), sa.Column("b", mysql.JSON()), sa.Column("c", sa.JSON().with_variant(mysql.LONGTEXT(), "mariadb")))
