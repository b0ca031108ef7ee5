op.alter_column("t", "a", existing_type=sa.String(), type_=sa.Boolean(), server_default=sa.text("false"), postgresql_using="a = 'y'")
