op.create_table("t", sa.Column("k", sa.Enum("a", name="kind", inherit_schema=True)), schema="app")
