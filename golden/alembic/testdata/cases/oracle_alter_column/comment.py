# dialect: oracle
op.alter_column("t", "a", comment="it's 5%", schema="app")
#: down
op.alter_column("t", "a", comment=None)
