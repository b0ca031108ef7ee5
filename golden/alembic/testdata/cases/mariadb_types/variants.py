# dialect: mariadb
op.create_table("t", sa.Column("a", sa.Text().with_variant(mysql.LONGTEXT(), "mysql")), sa.Column("b", sa.Text().with_variant(mysql.MEDIUMTEXT(), "mariadb")), sa.Column("c", sa.Text().with_variant(mysql.TINYTEXT(), "mysql").with_variant(mysql.MEDIUMTEXT(), "mariadb")))
