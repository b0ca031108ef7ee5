op.create_table("t", sa.Column("c", sa.Boolean(create_constraint=True, name="ck_c")))
