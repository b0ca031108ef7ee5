# without a value Alembic writes NULL
op.execute("UPDATE t SET a = :v")
