# dialect: sqlite
op.create_table("t", sa.Column("a", sa.Float(53)), sa.Column("b", sa.Double()), sa.Column("c", sa.Numeric()), sa.Column("d", sa.Numeric(9)), sa.Column("e", sa.Numeric(9, 3)), sa.Column("f", sa.BIGINT()), sa.Column("g", sa.DOUBLE_PRECISION()))
