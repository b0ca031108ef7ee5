op.create_check_constraint("ck_t", "t", "a > 0", postgresql_not_valid=True)
op.execute("ALTER TABLE t VALIDATE CONSTRAINT ck_t")
