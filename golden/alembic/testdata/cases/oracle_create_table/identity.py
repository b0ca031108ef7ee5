# dialect: oracle
op.create_table("t", sa.Column("id", sa.Integer, sa.Identity(), primary_key=True))
op.create_table("u", sa.Column("id", sa.Integer, sa.Identity(always=True, start=10, increment=2, minvalue=1, maxvalue=1000, cycle=True, cache=20), primary_key=True))
