meta = sa.MetaData()
kind = sa.Enum("a", "b", name="kind", metadata=meta)
op.create_table("t", sa.Column("k", kind))
op.drop_table("t")
