op.execute(sa.DDL("COMMENT ON TABLE t IS '50%%'"))
