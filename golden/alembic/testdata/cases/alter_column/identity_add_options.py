op.alter_column("t", "id", server_default=sa.Identity(always=True, start=5, increment=2, minvalue=1, maxvalue=100, cycle=True, cache=4))
