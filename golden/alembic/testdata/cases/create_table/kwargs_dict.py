kw = {"schema": "app", "comment": "made from a dict"}
op.create_table("t", sa.Column("a", sa.Integer), **kw)
