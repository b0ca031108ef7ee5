op.create_table("t", sa.Column("k", sa.Enum("a", "it's", name="kind", native_enum=False, create_constraint=True)))
