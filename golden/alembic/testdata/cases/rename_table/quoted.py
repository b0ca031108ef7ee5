op.rename_table("Old", "select")
