# dialect: mssql
op.drop_constraint("uq", "t", type_="unique")
op.drop_constraint("fk", "t", type_="foreignkey", schema="app")
op.drop_constraint("pk", "t")
op.drop_constraint("ck", "t", if_exists=True)
