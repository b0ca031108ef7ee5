from sqlalchemy.engine.reflection import Inspector
insp = Inspector.from_engine(op.get_bind())
if "a" not in [c["name"] for c in insp.get_columns("t")]:
    op.add_column("t", sa.Column("a", sa.Integer))
