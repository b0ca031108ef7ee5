# dialect: oracle
op.add_column("t", sa.Column("a", oracle.VARCHAR2()))
