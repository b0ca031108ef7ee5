# dialect: oracle
op.execute(sa.schema.CreateSequence(sa.Sequence("s", start=10, increment=2, cache=5, order=True)))
#: down
op.execute(sa.schema.DropSequence(sa.Sequence("s")))
