if op.get_bind().dialect.name == "postgresql":
    op.execute("CREATE EXTENSION IF NOT EXISTS citext")
else:
    op.execute("SELECT 'other'")
