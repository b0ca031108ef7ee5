s = sa.Sequence("s", start=5)
s.create(op.get_bind())
#: down
s = sa.Sequence("s")
s.drop(op.get_bind())
