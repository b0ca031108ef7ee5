# the convention needs a name and there is none
#: env
target_metadata = sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
#: up
op.create_table("t", sa.Column("a", sa.Integer), sa.CheckConstraint("a > 0"))
