# dialect: oracle
op.create_table("t", sa.Column("a", oracle.VARCHAR2(50)), sa.Column("b", oracle.NVARCHAR2(50)), sa.Column("c", oracle.CHAR(5)), sa.Column("d", oracle.NCHAR(5)), sa.Column("e", oracle.CLOB()), sa.Column("f", oracle.NCLOB()), sa.Column("g", oracle.LONG()), sa.Column("h", oracle.VARCHAR(50)), sa.Column("i", oracle.NVARCHAR(50)))
