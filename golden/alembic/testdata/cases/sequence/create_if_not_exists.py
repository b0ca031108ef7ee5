op.execute(sa.schema.CreateSequence(sa.Sequence("s"), if_not_exists=True))
#: down
op.execute(sa.schema.DropSequence(sa.Sequence("s", schema="app"), if_exists=True))
