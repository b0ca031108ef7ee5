op.create_exclude_constraint("x", "booking", ("during", "&&"), deferrable=True, initially="DEFERRED")
