op.execute(sa.text("UPDATE t SET a = :a").bindparams(sa.bindparam("a", value="x", type_=sa.String)))
