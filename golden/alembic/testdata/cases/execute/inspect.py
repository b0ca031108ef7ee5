names = sa.inspect(op.get_bind()).get_table_names()
if "t" not in names:
    op.create_table("t", sa.Column("a", sa.Integer))
