op.alter_column("t", "a", type_=sa.Enum("x", "y", name="xy"), postgresql_using="a::xy", existing_type=sa.String(1))
