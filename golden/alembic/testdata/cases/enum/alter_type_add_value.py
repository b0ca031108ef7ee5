with op.get_context().autocommit_block():
    op.execute("ALTER TYPE kind ADD VALUE 'c'")
