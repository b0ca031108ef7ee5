op.execute(sa.schema.CreateSequence(sa.Sequence("s", nominvalue=True, nomaxvalue=True)))
