op.execute(sa.schema.CreateSequence(sa.Sequence("s", minvalue=1, maxvalue=99)))
