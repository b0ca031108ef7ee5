state = postgresql.ENUM("on", "off", name="state")
state.create(op.get_bind())
op.add_column("t", sa.Column("state", state, server_default="on", nullable=False))
#: down
op.drop_column("t", "state")
postgresql.ENUM(name="state").drop(op.get_bind())
