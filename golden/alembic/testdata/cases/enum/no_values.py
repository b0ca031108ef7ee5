op.create_table("t", sa.Column("k", sa.Enum(name="kind")))
