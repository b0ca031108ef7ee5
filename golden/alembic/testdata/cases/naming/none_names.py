#: env
target_metadata = sa.MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s"})
#: up
op.create_primary_key(None, "t", ["id"])
op.create_unique_constraint(None, "t", ["a"])
op.create_foreign_key(None, "t", "u", ["u_id"], ["id"])
op.create_index(None, "t", ["a"])
