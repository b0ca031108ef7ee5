# dialect: oracle
op.alter_column("My t", "order", comment="x")
