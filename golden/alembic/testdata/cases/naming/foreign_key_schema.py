#: env
target_metadata = sa.MetaData(naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"})
#: up
op.create_foreign_key(None, "t", "u", ["a"], ["id"], source_schema="s1", referent_schema="s2")
