# dialect: sqlite
op.create_table("t", sa.Column("a", sa.JSON()), sa.Column("b", sa.Uuid()), sa.Column("c", sa.LargeBinary(5)), sa.Column("d", sa.BINARY(5)), sa.Column("e", sa.VARBINARY(5)), sa.Column("f", sa.PickleType()), sa.Column("g", sa.UUID()))
