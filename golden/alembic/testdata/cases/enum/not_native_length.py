op.create_table("t", sa.Column("k", sa.Enum("a", "b", name="kind", native_enum=False, length=50)))
