with op.get_context().autocommit_block():
    pass
