op.rename_table("old", "new", schema="app")
