op.execute(sa.schema.CreateSequence(sa.Sequence("s", start=1, increment=2, minvalue=1, maxvalue=50, cycle=True, cache=3, schema="app", data_type=sa.Integer)))
