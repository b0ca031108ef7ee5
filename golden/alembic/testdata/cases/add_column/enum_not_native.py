op.add_column("t", sa.Column("state", sa.Enum("on", "off", name="state", native_enum=False)))
