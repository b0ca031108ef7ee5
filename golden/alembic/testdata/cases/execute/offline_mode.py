if context.is_offline_mode():
    op.execute("SELECT 'offline'")
if op.get_context().as_sql:
    op.execute("SELECT 'as_sql'")
