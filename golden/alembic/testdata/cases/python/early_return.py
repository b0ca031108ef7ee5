if True:
    op.execute("SELECT 1")
    return
op.execute("SELECT 2")
