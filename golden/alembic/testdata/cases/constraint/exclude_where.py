op.create_exclude_constraint("x", "booking", ("during", "&&"), where="room > 0", schema="app")
