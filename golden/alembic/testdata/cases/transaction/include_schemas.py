# opts: include_schemas=True, compare_type=True, render_as_batch=True
op.execute("SELECT 1")
