# dialect: oracle
op.add_column("t", sa.Column("a", oracle.NUMBER(None, 2)))
