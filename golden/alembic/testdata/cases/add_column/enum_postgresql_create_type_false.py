op.add_column("t", sa.Column("state", postgresql.ENUM("on", "off", name="state", create_type=False)))
