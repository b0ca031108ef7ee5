op.execute(sa.schema.CreateSequence(sa.Sequence("s", data_type=sa.SmallInteger())))
