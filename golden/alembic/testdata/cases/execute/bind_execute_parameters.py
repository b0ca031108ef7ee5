# Alembic drops the parameters and writes NULL
op.get_bind().execute(sa.text("UPDATE t SET a = :a"), {"a": 5})
