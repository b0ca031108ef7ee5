# Where Alembic takes what str() says of an argument, that of a column without a table, a text() and a table is the name.
op.create_index(sa.Column("ix a", sa.Integer), "t", ["a"])
op.drop_index(sa.Column("ix a", sa.Integer), "t")
op.drop_index(sa.text("ix_b"), "t")
op.drop_table(sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer)))
