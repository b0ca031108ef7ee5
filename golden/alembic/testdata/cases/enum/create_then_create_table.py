kind = postgresql.ENUM("a", "b", name="kind")
kind.create(op.get_bind())
op.create_table("t", sa.Column("k", kind))
