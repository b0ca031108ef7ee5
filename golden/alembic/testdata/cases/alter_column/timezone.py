op.alter_column("t", "at", existing_type=sa.DateTime(), type_=sa.DateTime(timezone=True), existing_nullable=False, postgresql_using="at AT TIME ZONE 'UTC'")
