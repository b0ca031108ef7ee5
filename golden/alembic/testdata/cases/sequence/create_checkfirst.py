sa.Sequence("s").create(op.get_bind(), checkfirst=True)
#: down
sa.Sequence("s").drop(op.get_bind(), checkfirst=False)
