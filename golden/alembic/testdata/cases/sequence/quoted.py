op.execute(sa.schema.CreateSequence(sa.Sequence("My Seq")))
