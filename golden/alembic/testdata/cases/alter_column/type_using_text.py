op.alter_column("t", "a", type_=postgresql.JSONB(), postgresql_using="a::text::jsonb", existing_nullable=False)
