op.get_context().impl.static_output("-- a remark")
op.execute("SELECT 1")
