op.alter_column("t", "a", existing_type=sa.Integer(), type_=sa.Boolean(create_constraint=True, name="ck_a"))
