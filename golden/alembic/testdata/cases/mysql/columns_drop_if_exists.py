# dialect: mysql
op.drop_column("t", "select", schema="other", if_exists=True)
