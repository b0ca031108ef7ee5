#: env
target_metadata = sa.MetaData(naming_convention={"fk": "fk_%(table_name)s_%(referred_column_0_N_name)s"})
#: up
op.create_foreign_key(None, "t", "u", ["a", "b"], ["x", "y"])
