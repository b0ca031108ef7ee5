# dialect: oracle
op.create_table("t", sa.Column("a", oracle.BLOB()), sa.Column("c", oracle.RAW(16)), sa.Column("d", sa.LargeBinary()), sa.Column("e", oracle.ROWID()), sa.Column("f", sa.LargeBinary(50)), sa.Column("g", sa.PickleType()))
