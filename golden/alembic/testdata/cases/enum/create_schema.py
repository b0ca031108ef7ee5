postgresql.ENUM("a", "b", name="kind", schema="app").create(op.get_bind())
#: down
postgresql.ENUM(name="kind", schema="app").drop(op.get_bind(), checkfirst=True)
