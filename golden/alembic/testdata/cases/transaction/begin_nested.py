with op.get_bind().begin_nested():
    op.execute("SELECT 1")
