op.execute(sa.schema.CreateSequence(sa.Sequence("s", start=10)))
