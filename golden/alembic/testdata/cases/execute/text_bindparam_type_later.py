op.execute(sa.text("UPDATE t SET a = :a").bindparams(sa.bindparam("a", type_=sa.Integer)).bindparams(a=5))
