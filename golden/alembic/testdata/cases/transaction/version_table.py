# opts: version_table="schema_version"
op.execute("SELECT 1")
#: down
op.execute("SELECT 2")
