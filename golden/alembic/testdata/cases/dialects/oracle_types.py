# dialect: oracle
op.create_table("t", sa.Column("a", sa.Text()), sa.Column("b", sa.BigInteger()), sa.Column("c", sa.Numeric(10, 2)), sa.Column("d", sa.Float()), sa.Column("e", sa.LargeBinary()), sa.Column("f", sa.Date()), sa.Column("h", sa.Unicode(5)), sa.Column("i", sa.Enum("x", "y", name="xy")))
