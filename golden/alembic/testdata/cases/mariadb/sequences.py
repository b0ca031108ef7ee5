# dialect: mariadb
op.execute(sa.schema.CreateSequence(sa.Sequence("s", start=3, increment=2, cycle=False, cache=5), if_not_exists=True))
op.execute(sa.schema.CreateSequence(sa.Sequence("s2", cycle=True, schema="x", nominvalue=True)))
op.execute(sa.select(sa.Sequence("s").next_value()))
op.execute(sa.schema.DropSequence(sa.Sequence("s"), if_exists=True))
