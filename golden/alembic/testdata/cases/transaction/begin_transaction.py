with op.get_context().begin_transaction():
    op.execute("SELECT 1")
