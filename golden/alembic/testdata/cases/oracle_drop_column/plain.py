# dialect: oracle
op.drop_column("t", "a")
op.drop_column("My t", "order", schema="app")
