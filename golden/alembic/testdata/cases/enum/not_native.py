op.create_table("t", sa.Column("k", sa.Enum("a", "bcd", name="kind", native_enum=False)))
