kind = postgresql.ENUM("a", "b", name="kind", create_type=False)
kind.create(op.get_bind(), checkfirst=True)
op.create_table("t", sa.Column("k", kind))
