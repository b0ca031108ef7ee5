# opts: version_table_pk=False
op.execute("SELECT 1")
