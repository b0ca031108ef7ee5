#: env
target_metadata = sa.MetaData(schema="app", naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"})
#: up
op.create_table("t", sa.Column("a", sa.Integer, unique=True))
op.drop_table("t")
