op.execute("SELECT 1")
with op.get_context().autocommit_block():
    op.execute("VACUUM t")
op.execute("SELECT 2")
