#: env
target_metadata = sa.MetaData(naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"})
#: up
op.create_table("a_table_with_quite_a_long_name", sa.Column("a_column_with_quite_a_long_name", sa.Integer, sa.ForeignKey("another_table_with_a_long_name.id")))
op.create_foreign_key(None, "a_table_with_quite_a_long_name", "another_table_with_a_long_name", ["another_column_with_a_long_name"], ["id"])
