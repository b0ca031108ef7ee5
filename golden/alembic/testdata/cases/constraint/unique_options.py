op.create_unique_constraint("uq_t", "t", ["a"], schema="app", deferrable=True, initially="DEFERRED")
