op.create_table("t", sa.Column("a", type_=sa.String(3)), sa.Column(name="b", type_=sa.Integer))
