op.alter_column("t", "at", existing_type=postgresql.TIMESTAMP(timezone=True), type_=sa.DateTime(), existing_server_default=sa.text("now()"))
