op.execute(sa.schema.CreateSequence(sa.Sequence("s", metadata=sa.MetaData(schema="app"))))
