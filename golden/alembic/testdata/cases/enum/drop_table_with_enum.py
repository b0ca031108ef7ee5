# dropping by name alone drops no type
op.drop_table("t")
op.execute("DROP TYPE kind")
