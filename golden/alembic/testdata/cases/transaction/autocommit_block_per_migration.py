# opts: transaction_per_migration=True
with op.get_context().autocommit_block():
    op.execute("VACUUM a")
#: next
op.execute("SELECT 2")
