# dialect: sqlite
op.rename_table("a", "b")
op.rename_table("a", "Group", schema="app")
