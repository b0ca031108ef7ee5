# opts: transactional_ddl=False
with op.get_context().autocommit_block():
    op.execute("VACUUM a")
