#: env
target_metadata = sa.MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"})
#: up
op.drop_constraint(None, "t", type_="primary")
