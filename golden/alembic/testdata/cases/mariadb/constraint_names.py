# dialect: mariadb
op.create_table("a_table_with_a_name_that_is_rather_long_in_itself", sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("a_column_with_a_long_name", sa.Integer, sa.ForeignKey("another_table_with_a_long_name.id"), unique=True, index=True),
    sa.Column("flag", sa.Boolean(create_constraint=True, name="flag")))
op.create_unique_constraint(None, "t", ["a"])
op.create_unique_constraint(op.f("uq_given"), "t", ["a"])
op.drop_constraint("x", "t", type_="check")
op.drop_constraint(op.f("x"), "t", type_="check")
#: env
target_metadata = sa.MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"})
