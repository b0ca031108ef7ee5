n = op.get_bind().execute(sa.text("SELECT count(*) FROM t")).scalar()
