# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", mysql.TINYTEXT()), sa.Column("b", mysql.MEDIUMTEXT()), sa.Column("c", mysql.LONGTEXT()), sa.Column("d", mysql.TEXT()), sa.Column("e", mysql.TEXT(500)), sa.Column("f", mysql.VARCHAR(50)), sa.Column("g", mysql.CHAR(3)), sa.Column("h", mysql.CHAR()), sa.Column("i", mysql.NCHAR(5)), sa.Column("j", mysql.NVARCHAR(5)))
