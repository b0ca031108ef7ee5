rows = op.get_bind().execute(sa.text("SELECT id FROM t")).fetchall()
