op.execute(sa.text("DELETE FROM t WHERE a IN :ids").bindparams(sa.bindparam("ids", value=[1, 2], expanding=True)))
