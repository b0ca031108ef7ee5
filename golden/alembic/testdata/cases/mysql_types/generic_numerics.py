# dialect: mysql, mariadb
op.create_table("t", sa.Column("a", sa.Double()), sa.Column("c", sa.Float(10)), sa.Column("d", sa.Float(asdecimal=True)), sa.Column("e", sa.REAL()), sa.Column("f", sa.DECIMAL(8, 3)), sa.Column("g", sa.Numeric()), sa.Column("h", sa.Numeric(9)), sa.Column("i", sa.BigInteger().with_variant(mysql.BIGINT(unsigned=True), "mysql")))
