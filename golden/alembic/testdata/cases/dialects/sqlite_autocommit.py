# dialect: sqlite
with op.get_context().autocommit_block():
    op.execute("SELECT 1")
