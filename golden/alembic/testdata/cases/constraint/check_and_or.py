op.create_check_constraint("ck_t", "t", sa.or_(sa.column("a") > 0, sa.and_(sa.column("b").is_(None), sa.column("c") == "x")), schema="app")
