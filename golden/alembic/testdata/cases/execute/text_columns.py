op.execute(sa.text("SELECT id FROM t").columns(id=sa.Integer))
