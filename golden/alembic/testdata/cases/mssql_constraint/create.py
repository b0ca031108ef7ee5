# dialect: mssql
op.create_unique_constraint("uq", "t", ["a", "b"], mssql_clustered=True)
op.create_check_constraint("ck", "t", "a > 0")
op.create_primary_key("pk", "t", ["a"])
op.create_foreign_key("fk", "t", "u", ["a"], ["id"], ondelete="CASCADE", onupdate="NO ACTION", source_schema="app", referent_schema="dbo")
