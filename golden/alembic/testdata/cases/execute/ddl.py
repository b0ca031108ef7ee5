op.execute(sa.DDL("ALTER TABLE t SET (fillfactor = 70)"))
