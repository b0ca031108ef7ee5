#: env
target_metadata = sa.MetaData()
#: up
op.create_table("t", sa.Column("a", sa.Integer, index=True, unique=False))
