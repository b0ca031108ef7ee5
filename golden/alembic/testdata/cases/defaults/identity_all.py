op.create_table("t", sa.Column("c", sa.Integer, sa.Identity(always=True, start=1, increment=2, minvalue=1, maxvalue=100, nominvalue=None, cycle=True, cache=7)))
