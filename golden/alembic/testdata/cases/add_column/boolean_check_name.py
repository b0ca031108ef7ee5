op.add_column("t", sa.Column("b", sa.Boolean(create_constraint=True, name="ck_b")))
