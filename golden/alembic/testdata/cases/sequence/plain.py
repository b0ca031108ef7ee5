op.execute(sa.schema.CreateSequence(sa.Sequence("s")))
