for row in op.get_bind().execute(sa.text("SELECT id FROM t")):
    op.execute("UPDATE t SET a = %s" % row.id)
