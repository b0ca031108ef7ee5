op.alter_column("t", "a", existing_type=sa.String(3), type_=sa.Enum("x", "y", name="ck_xy", native_enum=False, create_constraint=True))
