kind = sa.Enum("a", "b", name="kind")
kind.create(op.get_bind(), checkfirst=False)
#: down
kind = sa.Enum("a", "b", name="kind")
kind.drop(op.get_bind(), checkfirst=False)
