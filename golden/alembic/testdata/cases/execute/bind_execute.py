conn = op.get_bind()
conn.execute(sa.text("UPDATE t SET a = 1"))
