#: env
target_metadata = sa.MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_key)s_%(column_1_name)s", "fk": "fk_%(column_0_name)s_%(referred_table_name)s_%(referred_column_0_name)s"})
#: up
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), sa.UniqueConstraint("a", "b"), sa.ForeignKeyConstraint(["a"], ["u.x"]))
