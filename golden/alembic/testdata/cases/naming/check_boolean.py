#: env
target_metadata = sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
#: up
op.create_table("t", sa.Column("a", sa.Boolean(create_constraint=True, name="flag")), sa.Column("e", sa.Enum("x", native_enum=False, create_constraint=True, name="en")))
