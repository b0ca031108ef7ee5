#: env
target_metadata = sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
#: up
op.create_check_constraint(op.f("ck_t_own"), "t", "a > 0")
op.create_check_constraint("own", "t", "a > 0")
op.drop_constraint("own", "t", type_="check")
op.drop_constraint(op.f("ck_t_own"), "t", type_="check")
