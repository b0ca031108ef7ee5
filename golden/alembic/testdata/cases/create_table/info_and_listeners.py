op.create_table("t", sa.Column("id", sa.Integer, info={"a": 1}, key="ident", doc="ignored"), info={"x": 1})
