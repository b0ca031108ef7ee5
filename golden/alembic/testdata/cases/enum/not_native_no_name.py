op.create_table("t", sa.Column("k", sa.Enum("a", "b", native_enum=False)))
