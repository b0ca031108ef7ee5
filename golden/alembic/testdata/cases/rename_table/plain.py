op.rename_table("old", "new")
#: down
op.rename_table("new", "old")
