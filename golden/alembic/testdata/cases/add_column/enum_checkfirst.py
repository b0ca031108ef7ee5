state = sa.Enum("on", "off", name="state")
state.create(op.get_bind(), checkfirst=True)
op.add_column("t", sa.Column("state", state))
#: down
op.drop_column("t", "state")
sa.Enum(name="state").drop(op.get_bind(), checkfirst=True)
