with op.get_context().autocommit_block():
    op.execute("VACUUM a")
with op.get_context().autocommit_block():
    op.execute("VACUUM b")
