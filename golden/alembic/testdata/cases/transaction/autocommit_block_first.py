with op.get_context().autocommit_block():
    op.execute("ALTER TYPE k ADD VALUE 'x'")
