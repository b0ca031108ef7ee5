if op.get_context().dialect.name == "postgresql" and op.get_bind().engine.name == "postgresql":
    op.execute("SELECT 'pg'")
