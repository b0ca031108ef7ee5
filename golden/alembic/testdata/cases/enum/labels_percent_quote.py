op.create_table("t", sa.Column("k", sa.Enum("50%", "o'clock", "a:b", "ü", name="kind")))
