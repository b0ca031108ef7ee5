# opts: version_table="Migrations", version_table_schema="ops"
op.execute("SELECT 1")
#: down
op.execute("SELECT 2")
