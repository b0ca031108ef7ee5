op.create_table("t", sa.Column("k", sa.Enum("a", name="kind", schema="app")), schema="app")
