op.alter_column("t", "a", type_=sa.Integer(), existing_type=sa.String(), postgresql_using="a::integer")
