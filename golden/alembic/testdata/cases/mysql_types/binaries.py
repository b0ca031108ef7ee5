# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", mysql.BINARY(16)), sa.Column("b", mysql.VARBINARY(255)), sa.Column("c", mysql.TINYBLOB()), sa.Column("d", mysql.MEDIUMBLOB()), sa.Column("e", mysql.LONGBLOB()), sa.Column("f", mysql.BLOB()), sa.Column("g", mysql.BLOB(100)), sa.Column("h", sa.BINARY(4)), sa.Column("i", sa.VARBINARY(4)), sa.Column("j", sa.BLOB()))
